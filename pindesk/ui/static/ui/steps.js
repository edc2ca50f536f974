// Whether the help centre helps is counted by visits: a random name that this tab makes up and forgets when it closes. It
// says nothing of who somebody is, goes to no other site, and where the browser keeps nothing, no step is counted. The
// server then makes up a name for the form that asks whether it was solved.

export function visit() {
  try {
    const name = sessionStorage.getItem("visit") ?? crypto.randomUUID?.() ?? "";
    if (name) sessionStorage.setItem("visit", name);
    return name;
  } catch {
    return "";
  }
}

// Tells of one step; goes on while the page is being left, and nobody waits for it.
export function tell(address, kind, values = {}) {
  const name = visit();
  if (name) navigator.sendBeacon(address, new URLSearchParams({ visit: name, kind, ...values }));
}

for (const field of document.querySelectorAll("input[name=visit]")) field.value = visit() || field.value;
