"""What leaves the house: mails written in the caller's transaction, sent later, retried, failures listed."""
