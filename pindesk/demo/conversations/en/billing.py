"""What customers asked the billing and access team."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "invoice", "Invoice needs our new VAT number",
        "Please put IE 6388047V on the invoices from November on.",
        (), "received", "mallory",
    ),
    Conversation(
        "invoice", "Invoices should go to our accountant",
        "Could you send all future invoices to `accounts@fieldworks.example` instead of me? I always forget to "
        "forward them.",
        (
            Turn("agent", "I have prepared the change. As it decides who gets your invoices, an owner of the account "
                 "has to confirm it: sign in once more on the page of this ticket and choose *Confirm new invoice "
                 "address*. We also send a notice to the present address. Past invoices stay available under "
                 "*Billing*.", 65),
            Turn("customer", "Confirmed.", 130),
        ),
        "closed",
    ),
    Conversation(
        "invoice", "20% VAT charged to our Dutch branch",
        "Since our branch in Utrecht took over the subscription you charge French VAT. A business in another EU "
        "country should not have to pay that, should it?",
        (
            Turn("note", "No VAT number on the account. The one in their signature is valid in VIES, name matches. "
                 "Two invoices affected.", 190),
            Turn("agent", "It should not, once we have a VAT number that the EU register (VIES) confirms, and your "
                 "account has none. Please enter it under *Billing, Company*; we check it while you type. Invoices "
                 "then carry *reverse charge* and no French VAT, and the branch accounts for it in the Netherlands. "
                 "For the last two invoices I will issue credit notes and new ones without VAT as soon as the number "
                 "is in.", 40),
            Turn("customer", "Number is in, got the green tick.", 350),
            Turn("agent", "Both credit notes and the two new invoices are under *Billing*. The difference of €19.60 "
                 "will be taken off your next invoice.", 60),
        ),
        "closed",
    ),
    Conversation(
        "invoice", "PO number on each invoice, please",
        "Finance rejects anything without a purchase order number. Ours is PO-88214 and is valid until the end of the "
        "year.",
        (
            Turn("agent", "Under *Billing, Company* there is a field *Your reference*: whatever stands there is "
                 "printed on every new invoice. I cannot change invoices that have been issued, but I can add a copy "
                 "with the reference to the last one if finance needs it. Would that help?", 55),
            Turn("customer", "Added it for the future, and the last one got through after all. No copy needed.", 290),
        ),
        "solved",
    ),
    Conversation(
        "invoice", "Invoice LM-2026-003871: why two lines?",
        "There are two plans on it, one with a minus. We only have one. Can you explain the €18.00?",
        (
            Turn("agent", "You changed plan in the middle of the month, so two things were settled: the minus is what "
                 "was left of the old plan for the remaining 18 days, the other line is the new plan for the same 18 "
                 "days. Your new plan costs €30 more a month, which for 18 of 30 days makes €18.00. The next invoice "
                 "will have a single line again.", 145),
        ),
        "closed",
    ),
    Conversation(
        "refund", "Charged a month after we cancelled",
        "We cancelled on the 3rd and got the confirmation, and still €49.00 left our account on Monday. Please return "
        "it.",
        (
            Turn("note", "Cancellation on the 3rd is in the log, but the renewal job of that night used the old "
                 "state. Ours. Full refund is fine.", 210),
            Turn("agent", "You are right: the cancellation is on file, and the renewal ran all the same. That is our "
                 "mistake, and I am sorry. I have proposed a refund of the full €49.00; please have an owner confirm "
                 "it on the page of this ticket, after signing in once more. It then goes back to the card that was "
                 "charged, usually within five working days.", 50),
            Turn("customer", "Confirmed just now.", 95),
            Turn("agent", "The payment is on its way and the credit note is under *Billing*. Nothing further will be "
                 "charged.", 40),
        ),
        "closed",
    ),
    Conversation(
        "refund", "Bought 100,000 credits instead of 10,000",
        "One zero too many. I only noticed when the receipt came, ten minutes later. None of it has been used. Can I "
        "swap it?",
        (
            Turn("agent", "Unused credits can be given back within 14 days. I have put both steps on the page of this "
                 "ticket: return of the 100,000 and purchase of 10,000, with the difference of €315.00 refunded to "
                 "the same card. Nothing happens until an owner confirms it there.", 75),
            Turn("customer", "Confirmed, thanks for the quick answer.", 30),
        ),
        "closed",
    ),
    Conversation(
        "refund", "Where does a refund go if the card has expired?",
        "You are refunding €19 to a card that ran out last month. I have a new one from the same bank. Will it get "
        "lost?",
        (
            Turn("agent", "No. The bank links the expired card to its successor and credits your account. If the "
                 "account itself were closed, the bank would send the money back to us and we would ask you for an "
                 "IBAN, in a form on your signed-in page. Please do not write card numbers into the ticket; we never "
                 "need them.", 130),
            Turn("customer", "It's on this morning's statement.", 900),
        ),
        "solved",
    ),
    Conversation(
        "plans", "Starter or Business for next year?",
        "I am doing our budget and weighing Starter against Business. We send about 30,000 a month. Apart from the "
        "price, what would we notice?",
        (
            Turn("agent", "The way to reach us. Starter has tickets, day and night, with a first reply within 24 "
                 "hours; Business adds the chat, Monday to Friday from 9:00 to 18:00 Paris time, in English and "
                 "French. Sending, API, templates and statistics are the same at your volume. You can move up on any "
                 "day, and down at the end of a paid period.", 85),
            Turn("customer", "OK, that makes it easy. Thanks.", 270),
        ),
        "closed",
    ),
    Conversation(
        "plans", "Discount for charities?",
        "A charity we work with would like to use you and asked me whether there is a special price. They are "
        "registered and send two newsletters a month.",
        (
            Turn("agent", "Yes, registered charities get 30% off every paid plan. They open a free account and write "
                 "to us through the contact page, under *Plans and prices*, with their registration number. We check "
                 "it within a working day, and the discount is there before they choose a plan.", 390),
        ),
        "closed",
    ),
    Conversation(
        "plans", "Switching to yearly billing mid-month",
        "We'd like to pay by the year from now on. Do we have to wait for the next billing date, and is what we paid "
        "this month lost?",
        (
            Turn("agent", "Neither. *Billing, Plan, Pay yearly* works on any day: the unused part of this month is "
                 "deducted from the yearly price, which is ten times the monthly one. The page shows you the sum to "
                 "the cent before you confirm.", 120),
            Turn("customer", "Done, thanks.", 55),
        ),
        "closed",
    ),
    Conversation(
        "payment", "Card refused although the bank says it is fine",
        "Two attempts, twice *payment failed*. My bank sees no attempt at all and there is plenty on the account. Our "
        "plan runs out on Thursday.",
        (
            Turn("note", "Both attempts ended in `authentication_required`: the 3-D Secure window was never "
                 "completed. Payment date moved by seven days.", 100),
            Turn("agent", "The bank wanted you to approve the payment in its app or by code, and that step was not "
                 "finished, perhaps because the window was blocked. Try once more under *Billing, Pay now* in a "
                 "browser without a pop-up blocker. I have given you seven more days, so nothing stops on Thursday. "
                 "We need no card details from you here.", 20),
            Turn("customer", "It was the blocker. Paid now.", 210),
        ),
        "closed",
    ),
    Conversation(
        "card_removal", "Please delete our old card",
        "A former colleague's card is still stored next to ours. He has left and it must go. It ends in 4410.",
        (
            Turn("agent", "I have prepared the removal of the card ending in 4410. Deleting a card is confirmed by an "
                 "owner on the signed-in page: open this ticket, sign in once more, *Delete this card*. The other one "
                 "is your default, so the plan goes on without a break. Past invoices keep the last four digits, as "
                 "an invoice may not be altered once it is issued.", 150),
            Turn("customer", "Deleted, thank you.", 45),
        ),
        "closed",
    ),
    Conversation(
        "account_unlock", "Account locked, someone sent spam from it",
        "We were locked at 5:30 this morning. Apparently 8,000 mails about a lottery went out in our name overnight. "
        "We did not do this. What now?",
        (
            Turn("note", "Sign-in 03:12 from a network never seen for them, password only, no second factor. Key "
                 "created 03:14. Address on file unchanged for over a year.", 45),
            Turn("agent", "Somebody signed in at 3:12 with your password and created an API key. We stopped it at "
                 "5:30, deleted that key and ended all sessions. To open the account again we need:\n\n"
                 "- one of your recovery codes, or the confirmation of a second owner, entered on the recovery page,\n"
                 "- a new password that is used nowhere else,\n"
                 "- two-step sign-in for everybody.\n\n"
                 "Never send us a password or a code in writing. Nobody from our side will ask for one.", 20),
            Turn("customer", "Used a recovery code from the printed sheet, password is new, two-step is on for all "
                 "four of us.", 105),
            Turn("agent", "Everything is in place and the account is open again. The 8,000 mails do not count towards "
                 "your quota. As two-step sign-in is new, refunds and changes of address cannot be confirmed for the "
                 "next 72 hours; that is on purpose. Please replace your own API keys today, and check whether your "
                 "recipients' data was seen, because a breach must be reported to your data protection authority "
                 "within 72 hours of your learning about it.", 60),
        ),
        "closed",
    ),
    Conversation(
        "sensitive_data", "New company name and address",
        "We have become a limited company and moved at the same time. Name, address and registration number all "
        "change on the 1st. How do we do that without losing the account?",
        (
            Turn("agent", "The account stays as it is, with all data and sending history. Enter the new details under "
                 "*Billing, Company* and upload the extract from the register. A change of the company's name is "
                 "checked by a person, then an owner confirms it on the signed-in page. Invoices from the 1st carry "
                 "the new name, older ones keep the old.", 220),
            Turn("customer", "Uploaded it last night, and it was ready to confirm this morning. Went smoothly.", 760),
        ),
        "closed",
    ),
    Conversation(
        "privacy", "Data processing agreement and where the data is",
        "Our data protection officer asks for a signed DPA, the list of sub-processors and the countries in which "
        "recipients' data is stored.",
        (
            Turn("agent", "All three are on one page, *Settings, Privacy*:\n\n"
                 "- the agreement under article 28 GDPR, which an owner signs there; you get our signed copy as a PDF "
                 "at once,\n"
                 "- the list of sub-processors, with 30 days' notice by mail of any change,\n"
                 "- the places: two data centres in France, backups in Germany. Nothing is stored outside the "
                 "EU.", 160),
            Turn("customer", "Signed and passed on. No further questions, thanks.", 540),
        ),
        "closed",
    ),
)  # fmt: skip
