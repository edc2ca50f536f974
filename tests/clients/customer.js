// A customer's program by node-zendesk: opens a request with a file, goes on with it, and reads all of it back.
// node customer.js ADDRESS EMAIL TOKEN FILE; prints one JSON object.
"use strict";

const { createReadStream, readFileSync } = require("node:fs");
const { createClient } = require("node-zendesk");

const [address, username, token, file] = process.argv.slice(2);
const client = createClient({ username, token, endpointUri: `${address}/api/v2` });

async function main() {
  const me = await client.users.me();
  const first = await client.attachments.upload(file, { filename: "log.txt" });
  const opened = await client.requests.create({
    request: {
      subject: "From node-zendesk",
      comment: { body: "It **stays**.", uploads: [first.upload.token] },
      custom_fields: [{ id: 4, value: "sending" }],
    },
  });
  const number = opened.result.id;
  const second = await client.attachments.upload(createReadStream(file), { filename: "again.txt" });
  const updated = await client.requests.update(number, {
    request: { comment: { body: "More.", uploads: [second.upload.token] }, solved: true },
  });
  const shown = await client.requests.getRequest(number);
  const comments = (await client.requests.listComments(number)).flatMap((page) => page.comments);
  const attachment = comments[0].attachments[0];
  const unused = await client.attachments.upload(file, { filename: "unused.txt" });
  await client.attachments.deleteUpload(unused.upload.token);
  console.log(
    JSON.stringify({
      email: me.result.email,
      opened: opened.result,
      updated: updated.result.status,
      subject: shown.result.subject,
      listed: (await client.requests.list()).map((request) => request.id),
      solved: (await client.requests.listSolved()).map((request) => request.id),
      found: (await client.requests.search({ query: "node-zendesk" })).result.map((request) => request.id),
      comments: comments.map((comment) => [comment.body, comment.attachments.map((one) => one.file_name)]),
      attachment: (await client.attachments.show(attachment.id)).result.attachment.file_name,
      is_same: (await bytes(attachment.content_url)).equals(readFileSync(file)),
      missing: await refusal(() => client.requests.getRequest(999999)),
    }),
  );
}

async function bytes(url) {
  const secret = Buffer.from(`${username}/token:${token}`).toString("base64");
  const response = await fetch(url, { headers: { Authorization: `Basic ${secret}` } });
  return Buffer.from(await response.arrayBuffer());
}

async function refusal(ask) {
  try {
    await ask();
  } catch (error) {
    return error.message;
  }
  return "";
}

main().catch((error) => {
  console.error(error, error.result);
  process.exitCode = 1;
});
