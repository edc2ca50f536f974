"""What customers asked the sending team about the API and webhooks."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "api", "API: idempotency key reused after 24 hours",
        "We get `409 key_reused` on POST /v1/messages although the first request was two days ago. Is the key kept "
        "longer than the 24 hours in the docs?",
        (), "received",
    ),
    Conversation(
        "api", "429 at 60 requests per second",
        "During our nightly run we fire about 60 POST /v1/messages per second and roughly half get `429`. Can the "
        "limit be raised?",
        (
            Turn("agent", "You should not need that. The limit is 30 requests per second per key, but one request can "
                 "carry many mails: `POST /v1/messages/batch` takes up to 500. Last night's 40,000 would have been 80 "
                 "requests. If you still meet a 429, wait as many seconds as `Retry-After` says.", 150),
            Turn("customer", "Rewritten to batches of 500, the run went from 22 minutes to under one. No 429s.", 430),
        ),
        "closed",
    ),
    Conversation(
        "api", "Webhook signature never matches",
        "I compute HMAC-SHA-256 as in the docs and get a different value each time. Secret copied twice. Node, "
        "Express.",
        (
            Turn("agent", "Are you hashing the body as it arrived, or after `express.json()` has parsed it? Turning "
                 "the object back into text changes spaces and the order of keys, and the hash with them. Use "
                 "`express.raw({type: 'application/json'})` on that route and hash `timestamp + '.' + rawBody`. "
                 "Compare with `crypto.timingSafeEqual`, and refuse timestamps older than five minutes.", 110),
            Turn("customer", "It was the parsed body. Verified now.", 70),
        ),
        "closed",
    ),
    Conversation(
        "api", "Events delivered twice or three times",
        "Our endpoint gets about 4% of the `delivered` events more than once, same content, some ten to thirty "
        "seconds apart. Bug?",
        (
            Turn("note", "Their endpoint needs 11 to 14 s for the repeated ones. Our limit is 10 s, so we count it as "
                 "failed and retry.", 90),
            Turn("agent", "We wait ten seconds for an answer and then try again. For the repeated ones your endpoint "
                 "took between 11 and 14 seconds, so it got them twice although it had worked. Answer `200` first and "
                 "do the work afterwards. Since no network can promise *exactly once*, also skip an `event_id` that "
                 "you have seen.", 20),
            Turn("customer", "We put a queue in front and answer in 40 ms now. No repeats since lunch.", 620),
        ),
        "solved",
    ),
    Conversation(
        "api", "422 invalid_from, but only in staging",
        "Same code, same From address, production works and staging says `422 invalid_from`. What can be different?",
        (
            Turn("agent", "Each key belongs to one project, and a domain is confirmed per project. Your log shows "
                 "both: a key ending in `9d07`, which works, and one ending in `11ab`, in a project without any "
                 "confirmed domain. You can add the same domain there, the DNS entries are already in place. Is "
                 "`11ab` the staging key, or an old one that should not exist any more? The last four characters are "
                 "enough, please never send the whole key.", 190),
        ),
        "waiting",
    ),
    Conversation(
        "api", "Cancel a scheduled message by API",
        "We schedule reminders with `send_at`. When a customer cancels the appointment I need to take the reminder "
        "back. Couldn't find it in the reference.",
        (
            Turn("agent", "`DELETE /v1/messages/{id}` does that, until about a minute before `send_at`. You get "
                 "`204`; a `409 already_sending` means that it was too late. If you give all reminders of one "
                 "appointment the same `tag`, `DELETE /v1/messages?tag=...` removes them together. I have asked for "
                 "the reference to mention it under *Scheduling*.", 80),
        ),
        "closed",
    ),
    Conversation(
        "api", "Sandbox for automated tests?",
        "Our CI sends real mails to a real mailbox at the moment, which is silly. Do you have a mode in which nothing "
        "goes out?",
        (
            Turn("agent", "Yes, keys that begin with `lm_test_`. They accept and check everything, answer as the real "
                 "ones do, and deliver nothing. You can rehearse failures as well: `bounce@sandbox.larkmail.example` "
                 "gives a hard bounce, `defer@` a deferral and `complaint@` a complaint, with their webhooks.", 260),
            Turn("customer", "Didn't know about the bounce addresses, very handy. Thanks", 175),
        ),
        "closed",
    ),
)  # fmt: skip
