"""What English-speaking customers of Larkmail asked."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "sending",
        "Scheduled sends leave 20 to 40 minutes late",
        "Since Tuesday our campaigns scheduled for 9:00 leave between 20 and 40 minutes late. "
        "We deliver plants the same day, so the hour matters.",
        (
            Turn("note", "All three went through pool `eu-3`. Queue depth there doubled after the throttle change.", 90),
            Turn("agent", "The report showed us the cause: we send to Outlook more slowly since Tuesday, and 9:00 is the "
                 "busiest slot. You are in another pool now. I will look at tomorrow's campaign and write to you.", 60),
            Turn("customer", "Thank you. Does the new pool change our SPF record?", 94),
        ),
        "in_progress",
    ),
    Conversation("api", "API: idempotency key reused after 24 hours", "We get `409 key_reused` on POST /v1/messages "
                 "although the first request was two days ago. Is the key kept longer than the 24 hours in the docs?", (), "received"),
    Conversation("deliverability", "Bounce code 550 5.7.26, what now?", "About 3 % of this morning's newsletter bounced at Gmail with "
                 "`550 5.7.26 unauthenticated email`. DKIM passes in your own check.", (
            Turn("agent", "Gmail says that neither SPF nor DKIM aligned with your From domain. Your DKIM selector `lm1` signs for "
                 "`mail.quinn-trading.example`, while From is `quinn-trading.example`. Could you send me one full header?", 240),
        ), "waiting", "mallory"),
    Conversation("invoice", "Invoice needs our new VAT number", "Please put IE 6388047V on the invoices from November on.", (), "received", "mallory"),
    Conversation("templates", "Second column drops below in Outlook", "In Outlook 2019 the two columns of our template stand under "
                 "each other. Everywhere else they are fine.", (
            Turn("agent", "Outlook ignores `max-width` on divs. Set the width of both cells to 290 and put the ghost table that "
                 "the editor offers under Compatibility around them. I did that in a copy named *Columns, fixed*.", 180),
            Turn("customer", "That did it, thanks.", 60),
        ), "closed", "mallory"),
    Conversation("statistics", "Open rate fell from 41 % to 23 % overnight", "Nothing changed on our side. Did you change how opens are counted?", (
            Turn("agent", "Yes, since Monday opens that Apple's mail privacy makes by itself are left out. Your clicks are unchanged, "
                 "which is the better measure. The old figure is still there under *Opens, all*.", 300),
        ), "solved"),
)  # fmt: skip
