"""What customers asked the sending team about templates and statistics."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "templates", "Second column drops below in Outlook",
        "In Outlook 2019 the two columns of our template stand under each other. Everywhere else they are fine.",
        (
            Turn("agent", "Outlook ignores `max-width` on divs. Set the width of both cells to 290 and put the ghost "
                 "table that the editor offers under Compatibility around them. I did that in a copy named *Columns, "
                 "fixed*.", 180),
            Turn("customer", "That did it, thanks.", 60),
        ),
        "closed", "mallory",
    ),
    Conversation(
        "templates", "Black logo disappears in dark mode",
        "On my phone, at night, our logo is simply gone. It is a black PNG with a transparent background.",
        (
            Turn("agent", "Dark mode swaps the white behind it for black, and the logo stays black. The remedy that "
                 "works in every client is in the picture itself: give the letters a thin white outline, which nobody "
                 "sees on white. A second logo via `prefers-color-scheme` is possible, but Gmail ignores it.", 125),
            Turn("customer", "Outline done, looks good in both.", 370),
        ),
        "closed",
    ),
    Conversation(
        "templates", "'[Message clipped]' at the bottom in Gmail",
        "Gmail cuts off our newsletter and with it the unsubscribe link. It isn't even that long, about six articles.",
        (
            Turn("agent", "Gmail shows the first 102 KB of HTML and yours is 148. It is not the length: four articles "
                 "were pasted from Word and brought nearly 80 KB of invisible styles along. Select the text and "
                 "choose *Clear formatting*, or paste with Ctrl+Shift+V. In a copy I made, this comes to 71 KB. "
                 "Images do not count, by the way.", 90),
            Turn("customer", "69 KB now and the unsubscribe link is back. Thanks!", 155),
        ),
        "closed",
    ),
    Conversation(
        "templates", "'Dear {{first_name}}' sent to 6,000 people",
        "This is embarrassing. The preview was right, the mail was not: everybody read `Dear {{first_name}}`. How do "
        "we make sure it never happens again?",
        (
            Turn("note", "Field was renamed to `given_name` on import the day before. Preview still used the cached "
                 "test recipient. The preview is our bug: reported.", 50),
            Turn("agent", "I am sorry, part of this is ours. The field was renamed to `given_name` by the import on "
                 "the day before, and the preview went on showing an older test recipient. That is being repaired. "
                 'Two things protect you from now on: write `{{ recipient.given_name | default: "reader" }}`, and '
                 "switch on *Refuse unknown fields* under *Settings, Sending*, which stops a campaign before it "
                 "leaves.", 35),
            Turn("customer", "Switched on. Thank you for being straight about the preview.", 240),
        ),
        "solved",
    ),
    Conversation(
        "templates", "Our font only shows on iPhones",
        "The brand font is right on my iPhone but Arial everywhere else. I used the @font-face code from our website.",
        (
            Turn("agent", "That is as good as it gets: Apple Mail and a few others load web fonts, Gmail and Outlook "
                 "on Windows do not. What you can choose is the fallback. `font-family: 'Your Font', Georgia, serif` "
                 "comes closest to yours in width, and Outlook on Windows needs the same list once more in an `mso` "
                 "block, which the editor adds under *Compatibility*.", 300),
        ),
        "closed",
    ),
    Conversation(
        "templates", "Copy a template to our second account",
        "We have one account per country. Can I get the spring template from one to the other without rebuilding it?",
        (
            Turn("agent", "Yes. Open it, *More, Export* gives you one file with HTML, images and fields, and *Import* "
                 "in the other account takes it. If the second account lacks a field, you are asked what to use "
                 "instead.", 65),
            Turn("customer", "Worked, thanks.", 80),
        ),
        "closed",
    ),
    Conversation(
        "templates", "Editor drops my last block when saving",
        "Third time this week: I add a block at the end, save, reload, and the block is gone. Firefox on Windows, the "
        "template is *Monthly 2*. Other templates are fine.",
        (
            Turn("note", "Reproduced in Firefox with *Monthly 2*: more than 40 blocks, and the last one is outside "
                 "the section. Editor team has it, fix is in Thursday's release.", 120),
            Turn("agent", "I was able to reproduce it, so there is no need to send anything else. It affects "
                 "templates with more than 40 blocks, and the fix goes live on Thursday evening. Until then, add the "
                 "new block above the last one, save, and move it down afterwards. I will keep the ticket on hold and "
                 "write to you on Friday.", 30),
        ),
        "on_hold",
    ),
    Conversation(
        "statistics", "Open rate fell from 41 % to 23 % overnight",
        "Nothing changed on our side. Did you change how opens are counted?",
        (
            Turn("agent", "Yes, since Monday opens that Apple's mail privacy makes by itself are left out. Your "
                 "clicks are unchanged, which is the better measure. The old figure is still there under "
                 "*Opens, all*.", 300),
        ),
        "solved",
    ),
    Conversation(
        "statistics", "Everybody clicks every link within 3 seconds?",
        "At one large client all 85 recipients clicked all nine links, within three seconds after delivery. That "
        "can't be real people, can it?",
        (
            Turn("agent", "That is their security filter opening each link before the mail is let through. Switch on "
                 "*Leave out machine clicks* under *Settings, Statistics*: clicks in the first seconds from "
                 "data-centre addresses, on all links at once, are then counted separately. It also applies to "
                 "campaigns of the last 90 days.", 180),
            Turn("customer", "Much better, click rate is down from 31% to 6%, which I can believe.", 290),
        ),
        "closed",
    ),
    Conversation(
        "statistics", "UTM tags do not arrive in our analytics",
        "Campaign tagging is switched on, yet half of the visits show up as *direct*. It is always links to our sale "
        "page.",
        (
            Turn("agent", "Those links contain an anchor: `/sale#shoes`. The tags must stand before the `#`, and in "
                 "your template they were typed in by hand after it, where browsers do not pass them on. Write only "
                 "`https://shop.example/sale#shoes` and let us add the tags, then they end up in the right place: "
                 "`/sale?utm_source=larkmail#shoes`.", 135),
            Turn("customer", "Removed the handmade ones. Today's visits are all attributed.", 200),
        ),
        "closed",
    ),
    Conversation(
        "statistics", "Delivered plus bounced is not 100%",
        "Yesterday's report: 20,000 sent, 19,580 delivered, 310 bounced. Where are the other 110?",
        (
            Turn("agent", "They are *deferred*: the receiving servers have said neither yes nor no, and we go on "
                 "trying for 48 hours. You see them with *Show deferred* above the table. By tomorrow afternoon each "
                 "of the 110 will be in one of the two columns.", 75),
            Turn("customer", "All accounted for today: 104 and 6. Thanks.", 840),
        ),
        "solved",
    ),
    Conversation(
        "statistics", "Need all clicks of the last two years as CSV",
        "For an audit we need who clicked what, two full years. The export button only offers 90 days.",
        (
            Turn("agent", "The button is limited, the API is not: `GET /v1/events?type=click&from=...` gives you "
                 "everything that we keep, and that is 24 months. As it is a one-off I have also started an export "
                 "for you, about 1.8 million rows in 24 files. The link appears under *Statistics, Exports* for an "
                 "owner of the account and works for seven days.", 220),
            Turn("customer", "Got the files, that's everything. Thanks a lot.", 360),
        ),
        "closed",
    ),
    Conversation(
        "statistics", "0 opens and dead links since this morning",
        "Last night's campaign has zero opens, and now readers write that none of the links work: *server not found* "
        "for `links.spring-letters.example`. Help.",
        (
            Turn("note", "The CNAME `links` is gone from their zone, NXDOMAIN since 06:10. Fallback to "
                 "`t.larkmail.example` set for new mails.", 25),
            Turn("agent", "The entry `links` disappeared from your DNS at about 6:10, and both links and the open "
                 "pixel run through it. New mails use our own tracking address for now. For those already delivered, "
                 "only the entry itself helps: `links CNAME t.larkmail.example`. As soon as it is back, the old links "
                 "work again.", 15),
            Turn("customer", "The web agency had moved the zone and forgot it. It's back. Browser now complains about "
                 "the certificate, does that need time?", 50),
            Turn("agent", "It does: we ask for a new certificate as soon as we see the entry, and that took until just "
                 "now. The links of last night's campaign open without a warning.", 35),
            Turn("customer", "They do, opens are coming in as well. The agency has been told.", 25),
        ),
        "solved",
    ),
)  # fmt: skip
