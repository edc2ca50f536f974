"""What customers asked the deliverability team."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "deliverability", "Bounce code 550 5.7.26, what now?",
        "About 3 % of this morning's newsletter bounced at Gmail with `550 5.7.26 unauthenticated email`. DKIM passes "
        "in your own check.",
        (
            Turn("agent", "Gmail says that neither SPF nor DKIM aligned with your From domain. Your DKIM selector "
                 "`lm1` signs for `mail.quinn-trading.example`, while From is `quinn-trading.example`. Could you send "
                 "me one full header?", 240),
        ),
        "waiting", "mallory",
    ),
    Conversation(
        "deliverability", "Gmail spam folder ever since we renamed the company",
        "Until two weeks ago we were fine. Then we changed the sender from the old name to `hello@northfold.example` "
        "and now a third of our staff with Gmail finds us in spam. Content and list are the same.",
        (
            Turn("note", "SPF, DKIM, DMARC all pass and align. Domain registered 24 days ago, full volume of 22,000 "
                 "from day one. Classic.", 200),
            Turn("agent", "Your records are all in order. What is missing is history: Gmail knew the old domain for "
                 "years and met the new one at 22,000 mails on its first day. I would go back to 1,500 a day for a "
                 "week, to readers who clicked in the last 60 days, then double every two or three days. Google's "
                 "Postmaster Tools show you how the domain's reputation moves.", 30),
            Turn("customer", "First 1,500 went out this morning, and all five of our Gmail test accounts got it in "
                 "the inbox.", 880),
            Turn("agent", "Good to hear. Keep to the steps even while it looks fine; in about three weeks you are "
                 "back at your usual volume.", 120),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "SPF check says: too many DNS lookups",
        "A checker on the web reports *permerror, 12 lookups* for our domain. We use your include plus four other "
        "services. Which one can go?",
        (
            Turn("agent", "Ours can. SPF is checked against the return path, and your mails through us use `bounce.` "
                 "plus your domain, which has its own record. So `include:spf.larkmail.example` in the record of the "
                 "main domain does nothing; without it you are at 10, which is the limit of RFC 7208. You would have "
                 "no room for another service, so look at whether you still use all four.", 250),
            Turn("customer", "Removed yours and an old helpdesk one, we are at 7. The checker is happy.", 140),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "Strange IP in our DMARC reports",
        "Our aggregate reports list 203.0.113.77 with around 40 messages a day that fail SPF. We have never heard of "
        "that address. Is somebody sending in our name?",
        (
            Turn("agent", "Most likely not. In the same rows DKIM *passes* with your own signature, and nobody can "
                 "forge that. That is what forwarding looks like: a reader has your mail sent on from a university or "
                 "club address, and SPF fails because it then comes from that server. DMARC needs only one of the "
                 "two, so these messages are fine. Rows where both fail would be worth a look; you have none.", 190),
            Turn("customer", "That makes sense, we have a lot of alumni addresses. Thank you for explaining the "
                 "why.", 470),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "Ready for p=reject?",
        "We have had DMARC at `p=none` for half a year and our security officer wants `p=reject` by Monday. Can we "
        "just switch?",
        (
            Turn("note", "Last 30 days: 99.6% aligned. The rest (about 310 mails) is one source, looks like their "
                 "accounting software. No DKIM, own return path.", 240),
            Turn("agent", "I would not do it by Monday. Everything that goes through us is aligned, but about 310 "
                 "mails a month come from another system without DKIM, probably your invoicing. With `p=reject` those "
                 "would be refused.\n\n"
                 "- Get DKIM switched on there first.\n"
                 "- Then `p=quarantine` for two weeks, with an eye on the reports.\n"
                 "- Then `p=reject`.", 40),
            Turn("customer", "It was the invoicing tool. DKIM is on there now, and security has agreed to do it in "
                 "steps.", 520),
        ),
        "solved",
    ),
    Conversation(
        "deliverability", "Yahoo puts everything off: 421 4.7.0 [TSS04]",
        "Since Saturday nearly all our mail to Yahoo and AOL hangs with `421 4.7.0 [TSS04] Messages temporarily "
        "deferred due to unexpected volume or user complaints`. That is around 5,200 of our readers.",
        (
            Turn("note", "Complaint rate at Yahoo 0.42% on the list *Giveaway*, 0.03% on everything else. List "
                 "imported ten days ago in one file, no sign-up dates.", 110),
            Turn("agent", "Yahoo is slowing you down because of complaints: 0.42% of those on the list *Giveaway* "
                 "reported Saturday's mail as spam, and Yahoo's own limit is 0.3%. Your other lists are at 0.03%. I "
                 "have paused *Giveaway* for Yahoo, so that the rest can recover, which takes a few days. Where do "
                 "these addresses come from, and what did people agree to when they took part?", 35),
        ),
        "waiting",
    ),
    Conversation(
        "deliverability", "5.4.1 Access denied, but only at two companies",
        "We get `550 5.4.1 Recipient address rejected: Access denied` from two customers who use Microsoft 365. Are "
        "we blocked there?",
        (
            Turn("agent", "The wording is misleading. It is what Microsoft answers when the address does not exist in "
                 "that organisation, so it is about the recipient and not about you. Both are people who may have "
                 "left: other addresses at the same two companies accept your mail, the last one this morning. We "
                 "count it as a hard bounce and do not write there again.", 230),
            Turn("customer", "You're right, one of them retired. I'll ask for a new contact.", 95),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "We are on a blocklist according to our IT",
        "Our IT partner ran a check and says our IP is listed on three blocklists and that this is why open rates are "
        "poor. The IP is 192.0.2.18. Please get it removed.",
        (
            Turn("agent", "192.0.2.18 is the server of your website; no mail of ours leaves from there. Your "
                 "campaigns go out from 198.51.100.24 and its neighbours, as you can see in the `Received` line that "
                 "the recipient's server adds, and none of those is listed at the moment. The listing may still be "
                 "worth a word with your web host, since it can mean that a form on the site is being abused.", 145),
            Turn("customer", "It was indeed a comment form. Fixed now, and sorry for the false alarm.", 700),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "Password resets take 15 minutes at outlook.com",
        "Customers with outlook.com and hotmail.com wait a quarter of an hour for the reset mail, and the link in it "
        "is valid for ten minutes. Gmail users get it in seconds. It began on Monday.",
        (
            Turn("agent", "That is too long, I agree. Could you send me two or three message IDs of late ones? They "
                 "begin with `lm-` and are in the API response.", 60),
            Turn("customer", "lm-7f20a9c1, lm-7f20b03e and lm-7f212d55, all from this morning.", 40),
            Turn("note", "All three: `451 4.7.500 Server busy` twice, accepted on the third try. They share pool "
                 "`eu-2` with three newsletters. Belongs in the transactional pool.", 35),
            Turn("agent", "Outlook answered *server busy* twice each time and took the mail at the third attempt. The "
                 "resets were sharing a pool with newsletters. As of now they leave through the pool for "
                 "transactional mail, which has been steady all week. I am watching the next hundred and will write "
                 "with the figures; until then a link that lives for 30 minutes would help your customers.", 20),
        ),
        "in_progress",
    ),
    Conversation(
        "deliverability", "Complaint rate 0.31% in yesterday's campaign",
        "We are normally at 0.02 or 0.03%. Yesterday's mail went to the same 14,700 readers as always and 46 of them "
        "clicked 'spam'. Nothing unusual in it except a new subject style. Should we stop tomorrow's issue?",
        (), "received",
    ),
    Conversation(
        "deliverability", "DKIM key does not fit into our DNS",
        "Our provider's form takes 255 characters at most and your 2048-bit key has 400 or so. Support there says "
        "'ask the sender'. So I'm asking :)",
        (
            Turn("agent", "A single string in a TXT record may have 255 characters, but a record may have several "
                 "strings, and the reader joins them. Cut the value anywhere and put both halves in quotes in the "
                 "same record:\n\n"
                 '`"v=DKIM1; k=rsa; p=MIIBIjANBg..." "...QIDAQAB"`\n\n'
                 "If the form refuses that too, choose *CNAME* under *Domains, How to add*: then the key stays with "
                 "us and your entry is short.", 115),
            Turn("customer", "Quotes were refused, CNAME was fine. Verified.", 260),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "Is a full mailbox a hard bounce?",
        "Thirty of our readers bounced with `552 5.2.2 mailbox full`. 5-something means permanent as far as I know, "
        "but surely a mailbox can be emptied?",
        (
            Turn("agent", "The code says permanent, but we see it as you do: *mailbox full* counts as a soft bounce, "
                 "whether it comes as 4.2.2 or 5.2.2. We try those addresses again with your next campaign and block "
                 "one only after five in a row over at least 30 days. By then it is usually abandoned.", 205),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "Please unblock one recipient",
        "`m.ferris@oakline.example` has been blocked since a bounce in spring. She rang to say that her mailbox was "
        "moved and works again.",
        (
            Turn("agent", "The block came from `550 5.1.1 user unknown`, which fits a move. The server accepts the "
                 "address again, so I have lifted the block; she is part of your next send. If it bounces once more, "
                 "it will be blocked again automatically.", 100),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "GDPR: somebody wants to be erased",
        "A reader demands that we delete everything about him and quotes article 17. Is unsubscribing him enough, or "
        "what do we have to do on your side? We got his mail on Tuesday.",
        (
            Turn("agent", "Unsubscribing is not erasing. Open his entry under *Recipients* and choose *Erase*: that "
                 "removes the address, all fields and the history of opens and clicks, and after 30 days it is gone "
                 "from our backups as well. Only a one-way fingerprint of the address stays, so that a later import "
                 "cannot bring him back by accident. You have one month from Tuesday to act and to answer him. "
                 "Remember your own exports and spreadsheets too; we cannot reach those.", 85),
            Turn("customer", "Erased and answered. And we did find two old exports with his address in them.", 330),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "214 addresses of the same company blocked",
        "All our contacts at one customer vanished from the sends overnight, 214 people. Their admin says that their "
        "mail filter was misconfigured on Thursday between 2 and 6 in the morning and rejected everything.",
        (
            Turn("note", "All 214 between 02:11 and 05:40, `550 5.7.1 rejected by policy`, same MX. Fits the story. "
                 "Three of them already had bounces before that: leave those.", 150),
            Turn("agent", "Our log agrees: 214 rejections between 2:11 and 5:40, all by one server. I have unblocked "
                 "211. The other three had bounced for different reasons weeks ago, they remain blocked and are "
                 "marked in the list.", 25),
            Turn("customer", "Perfect, and you're right about the three, they no longer work there.", 480),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "Customer reported us as spam by mistake",
        "One of our best customers clicked *spam* instead of *delete* and now gets nothing. He asks us to put him "
        "back on. I can't find the button.",
        (
            Turn("agent", "There is none, and that is deliberate: after a complaint only the person themselves can "
                 "ask for mail again. Send him your sign-up page; when he confirms, the block is lifted and his old "
                 "entry with all its fields comes back.", 175),
            Turn("customer", "He signed up again, so we're fine. Seems strict, but ok.", 560),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "Unsubscribed, but she swears she didn't",
        "Two readers at the same firm were unsubscribed 4 seconds after delivery. Both say they never clicked. Can "
        "you reverse it, and how can this be?",
        (
            Turn("note", "Both from the old footer link `/u?id=` in a template last edited two years ago, which "
                 "unsubscribes on GET. Their mail gateway opens every link.", 90),
            Turn("agent", "It was their firm's mail filter, which opens every link to check it. Your template still "
                 "has our old footer, in which opening the link is enough; the present one asks for a click on a "
                 "button, and filters do not press buttons. I have put the new footer into that template and undone "
                 "both unsubscribes, as nobody asked for them. It would be kind to tell the two of them that they are "
                 "back on the list.", 20),
        ),
        "closed",
    ),
)  # fmt: skip
