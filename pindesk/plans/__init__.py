"""What a plan includes, and which plan an account has at a moment."""
