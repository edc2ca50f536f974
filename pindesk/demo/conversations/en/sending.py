"""What customers asked the sending team: the first steps, sending itself, and the rest."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "getting_started", "Domain still yellow after a day and a half",
        "I added the three records for `post.tallships.example` on Sunday evening. Two are green by now, the `bounce` "
        "one stays yellow and says *points elsewhere*.",
        (
            Turn("agent", "The record is there, but your DNS provider answers with its own addresses instead of ours. "
                 "That happens when its proxy is switched on for the entry. Set `bounce` to *DNS only* and the check "
                 "should pass within the hour.", 95),
            Turn("customer", "That was it, all three are green. Thanks.", 50),
        ),
        "closed",
    ),
    Conversation(
        "getting_started", "Coming from another provider with 31,000 addresses",
        "We would like to be off our old service by the end of next month. The list has 31,000 people, of whom about "
        "26,000 opened something in the last year. What is the sensible order of doing this?",
        (
            Turn("note", "New domain with us, but two years of steady sending elsewhere. No reason to hold them at "
                 "the lowest step.", 70),
            Turn("agent", "In this order, and you lose nothing on the way:\n\n"
                 "1. Export unsubscribes and hard bounces from the old service and import them here under "
                 "*Recipients, Blocked*.\n"
                 "2. Confirm your domain. The old DKIM record can stay, two selectors can live side by side.\n"
                 "3. Send to the 3,000 most active first, then about double every second day.\n"
                 "4. Write to the 5,000 silent ones last, or leave them behind.\n\n"
                 "Keep the old account for a month, so that late unsubscribes still reach somebody.", 45),
            Turn("customer", "Very helpful, we would have forgotten number 1.", 420),
        ),
        "closed",
    ),
    Conversation(
        "getting_started", "Import refused 1,208 rows",
        "Out of 9,650 rows 1,208 came back as *invalid address*. I checked a handful and they look perfectly normal "
        "to me.",
        (
            Turn("agent", "They end in a no-break space, which you cannot see in the spreadsheet. It comes from "
                 "copying a web page. I cleaned a copy of your file as a check: 1,201 of the rows go through, the "
                 "other seven have a comma in place of the dot. In your sheet, replace `CHAR(160)` with nothing and "
                 "import again; existing rows are updated, not doubled.", 140),
            Turn("customer", "1,201 in, corrected the other seven by hand. Thank you.", 75),
        ),
        "solved",
    ),
    Conversation(
        "getting_started", "Can my colleague get her own login?",
        "At the moment we share mine, which feels wrong. She writes the newsletter but should not see the bills.",
        (
            Turn("agent", "Yes, and please do. Under *Settings, People* you can invite her as a member: she can "
                 "write, schedule and read statistics, while plan, card and invoices stay with the owner. Once she is "
                 "in, change your password, as the shared one is known to two people.", 55),
        ),
        "closed",
    ),
    Conversation(
        "sending", "Scheduled sends leave 20 to 40 minutes late",
        "Since Tuesday our campaigns scheduled for 9:00 leave between 20 and 40 minutes late. We deliver plants the "
        "same day, so the hour matters.",
        (
            Turn("note", "All three went through pool `eu-3`. Queue depth there doubled after the throttle "
                 "change.", 90),
            Turn("agent", "The report showed us the cause: we send to Outlook more slowly since Tuesday, and 9:00 is "
                 "the busiest slot. You are in another pool now. I will look at tomorrow's campaign and write "
                 "to you.", 60),
            Turn("customer", "Thank you. Does the new pool change our SPF record?", 94),
        ),
        "in_progress",
    ),
    Conversation(
        "sending", "Campaign stays at 98%",
        "Our campaign to 62,400 people went out on Thursday at 14:00 and has shown 98% ever since. Roughly 1,100 are "
        "still *on the way*. Is something stuck?",
        (
            Turn("agent", "Nothing is stuck. Those 1,100 addresses are on four servers that answered `451 4.7.1 "
                 "Greylisted, try again later`, which is their way of keeping spammers out. We try again at growing "
                 "intervals for 48 hours. 940 have been accepted since you wrote; whatever is left on Saturday at "
                 "14:00 counts as a soft bounce.", 160),
            Turn("customer", "Down to 12 now. Thanks for checking.", 600),
        ),
        "closed",
    ),
    Conversation(
        "sending", "Only 2,000 of 18,000 went out in the first hour",
        "New here. I pressed send for 18,000 recipients at 10 and an hour later the counter said 2,000. Am I hitting "
        "some limit nobody told me about?",
        (
            Turn("note", "Day 1 limit. Sign-up form with double opt-in, sample of 50 addresses looks clean, 0.4% "
                 "bounces so far. Raised to 10,000 an hour.", 60),
            Turn("agent", "You are, and we should have told you before you pressed send: on its first day a new "
                 "domain sends 2,000 an hour, so that mailbox providers get to know it. Your first 2,000 bounced very "
                 "little, so I have raised it to 10,000 an hour. The rest will be out by about two o'clock.", 15),
        ),
        "closed",
    ),
    Conversation(
        "sending", "740 people missed the 'in the recipient's time zone' send",
        "We scheduled Friday's offer for 9:00 in each recipient's own time zone. The report says 740 were skipped. "
        "Most of them seem to be in Asia and Australia.",
        (
            Turn("agent", "The campaign was saved on Friday at 6:30 UTC. By then it was past 9:00 everywhere from "
                 "Istanbul (UTC+3) eastwards, and the campaign was set to skip anyone for whom it is too late. "
                 "Schedule such a campaign 24 hours ahead and nobody is left out. The 740 are still in the report "
                 "under *Skipped*, so you can send it to just those people.", 210),
            Turn("customer", "Did that, all 740 delivered. Perhaps you could show a warning before saving?", 330),
        ),
        "solved",
    ),
    Conversation(
        "sending", "URGENT wrong list, please stop it",
        "I sent the members' price list to the public newsletter. It is going out right now. I pressed pause but the "
        "number keeps climbing!!",
        (
            Turn("agent", "It is paused. 3,180 of 9,400 had left us by the time your click arrived; the counter only "
                 "caught up afterwards. The other 6,220 will not go out. What has been delivered cannot be called "
                 "back, by us or anybody. I made a segment *Received by mistake* with those 3,180 people, in case you "
                 "want to send them a short correction.", 15),
            Turn("customer", "Thank you so much. Correction sent to those 3,180, and I have deleted the campaign.", 22),
        ),
        "closed",
    ),
    Conversation(
        "sending", "552 5.3.4 on a PDF of 15.5 MB",
        "The relay refuses our catalogue with `552 5.3.4 message size exceeds fixed limit`. Your page says 20 MB and "
        "the file is 15.5 MB, so that should fit?",
        (
            Turn("agent", "The 20 MB are counted on the message as it travels. Attachments are encoded in base64, "
                 "which adds about 37%: your 15.5 MB become a little over 21. Many receiving servers stop at 10 MB "
                 "anyway, so a link in place of the file would reach more people. Does everybody get the same PDF, or "
                 "one of their own? In the first case I can show you how to host it with us.", 130),
        ),
        "waiting",
    ),
    Conversation(
        "sending", "Port 25 times out",
        "Brand-new server, fresh install. `telnet smtp.larkmail.example 25` just hangs. Nothing in your status page.",
        (
            Turn("agent", "Most hosting companies block outgoing port 25 on new servers, and the connection never "
                 "gets as far as us. Use 587 with STARTTLS, or 465 with TLS from the start; 2525 works as well if "
                 "both are closed. User and key stay the same.", 40),
            Turn("customer", "587 it is. Works.", 35),
        ),
        "closed",
    ),
    Conversation(
        "sending", "535 5.7.8 authentication failed since about 18:00",
        "Order confirmations stopped yesterday evening. Every login to the relay ends in `535 5.7.8`. We changed "
        "nothing on the server and the password on the website still works.",
        (
            Turn("note", "SMTP key `...c41e` deleted 17:52 by a member of the account, per the key log. No failed "
                 "logins from elsewhere before that.", 50),
            Turn("agent", "The relay does not take the website password but an SMTP key, and the key that your server "
                 "uses was deleted yesterday at 17:52 by someone in your account. *Settings, Keys, History* shows "
                 "who. Please create a new one there and put it on the server; do not send it to us, we never need "
                 "it. Confirmations that your shop still has in its queue will go out by themselves.", 20),
            Turn("customer", "A colleague was tidying up old keys. New one is in place, confirmations are going out "
                 "again.", 65),
        ),
        "closed",
    ),
    Conversation(
        "sending", "Some people get the newsletter twice",
        "Fourteen readers have written to say that they received Wednesday's issue twice. I thought you removed "
        "duplicates?",
        (
            Turn("agent", "We do, by address, and no address was written to twice. Could you send me two or three of "
                 "the fourteen? I suspect that one mailbox stands behind two addresses.", 280),
            Turn("customer", "Here are three: they are all office addresses, like `office@` and then the person's own "
                 "name.", 190),
            Turn("agent", "That explains it: in all three cases `office@` and the personal address are on your list "
                 "and end up with the same person. We cannot know that from outside. The easiest fix is the link "
                 "*Manage my addresses* in the footer, where readers can merge the two.", 75),
        ),
        "closed",
    ),
    Conversation(
        "sending", "Campaign 'under review' since 10:15",
        "This has to be out before noon tomorrow, 48,000 recipients. It says *under review* and nothing else. What "
        "are you reviewing?",
        (
            Turn("note", "Caught by the link rule: all eleven links go through a public shortener that is on two URI "
                 "blocklists. Content itself is harmless.", 45),
            Turn("agent", "Every campaign whose links run through a public link shortener is looked at by a person "
                 "first, as such shorteners are on several blocklists and take the sender down with them. If you put "
                 "the real addresses in, we count the clicks for you anyway. As soon as you have saved it I will "
                 "check it again.", 20),
            Turn("customer", "All eleven replaced. Can you have another look? The deadline is real.", 85),
            Turn("agent", "Looked at and released: all eleven lead to your own domain now. You can schedule it for "
                 "whenever you like, and the next campaigns with these links will not be stopped.", 15),
        ),
        "solved",
    ),
    Conversation(
        "sending", "Replies go to the wrong address",
        "I set the reply address to our shared inbox in the template, yet answers land at `newsletter@`, which nobody "
        "reads.",
        (
            Turn("agent", "A campaign can have its own reply address, which overrides the template's. Yours was "
                 "copied from an older campaign in which `newsletter@` stood under *More, Reply to*. Clear that field "
                 "and the template's is used again. For the one already sent, you could forward `newsletter@` to the "
                 "shared inbox for a week or two; most replies come within days.", 170),
        ),
        "closed",
    ),
    Conversation(
        "sending", "List-Unsubscribe missing in order mails",
        "We read that Gmail and Yahoo now want one-click unsubscribe. Our newsletters have the header, our order "
        "confirmations don't. Do we need to worry?",
        (
            Turn("agent", "No. The one-click rule (RFC 8058) concerns marketing and subscribed messages. An order "
                 "confirmation is transactional, and nobody should be able to unsubscribe from it by accident, so we "
                 "leave it out of that stream on purpose. If you send review requests or offers through the same "
                 "stream, move those to a marketing stream: there the header is added.", 240),
            Turn("customer", "Review requests moved over. Thanks for the clear answer.", 410),
        ),
        "solved",
    ),
    Conversation(
        "sending", "Dedicated IP for our newsletters",
        "We have read your page on dedicated IPs and want one for the newsletters (about 400,000 a month). Order "
        "mails should stay where they are.",
        (
            Turn("agent", "The address is ordered and will be ready in three working days, with its reverse DNS set. "
                 "Until then nothing changes. After that we warm it up over four weeks: the first day takes 500 per "
                 "mailbox provider, the rest goes out through the shared pool, without any work on your side. I will "
                 "keep this ticket on hold and write to you when the first mails go out from it.", 180),
        ),
        "on_hold",
    ),
    Conversation(
        "sending", "240,000 in one hour on Friday?",
        "Ticket sales open on Friday at 10:00 and we would like all 240,000 announcements out by then, starting at "
        "9:00 at the earliest. Our largest send so far was 85,000. Is that possible, and should we tell you anything "
        "beforehand?",
        (), "received",
    ),
    Conversation(
        "other", "Does your status page have a feed?",
        "I'd like to know about outages before my boss does. Is there an RSS feed or a mail alert?",
        (
            Turn("agent", "Both: the links *Feed* and *By mail* are at the bottom of the status page. You can choose "
                 "components, so `SMTP relay` and `API` without the editor, for example. Planned work is announced "
                 "there three days ahead.", 310),
        ),
        "closed",
    ),
)  # fmt: skip
