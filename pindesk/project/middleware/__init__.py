"""What every page passes through: errors, headers, origin, language. Bare ASGI handlers do not; see `asgi_session`."""
