"""Icons as inline SVG, a constant string each: no page, live fragment or error page needs a second request."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

_SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> Markup:
    """The named outline of `icons/sprite.svg`. Without `label` it is hidden from screen readers: words stand beside it.

    Raises KeyError for a name that the sprite does not hold.
    """
    box, shape = _symbols()[name]
    kind = "sig" if name.startswith("sig-") else "icon"
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
    return Markup(f'<svg class="{kind}" viewBox="{box}" {spoken}>{shape}</svg>')  # noqa: S704 the sprite is ours


@lru_cache(maxsize=1)
def _symbols() -> dict[str, tuple[str, str]]:
    sprite = Path(__file__).parent / "static" / "ui" / "icons" / "sprite.svg"
    return {name: (box, shape) for name, box, shape in _SYMBOL.findall(sprite.read_text(encoding="utf-8"))}
