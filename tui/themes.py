"""The house themes: dark, light, and high contrast. Widgets name looks, only themes name colours."""

from textual.theme import Theme

DARK, LIGHT, CONTRAST = "rota-dark", "rota-light", "rota-contrast"


def _sites(*colours: str) -> dict[str, str]:
    return {f"rota-site-{number}": colour for number, colour in enumerate(colours)}


THEMES = (
    Theme(
        name=DARK,
        primary="#7AA2C8",
        secondary="#5B7A99",
        accent="#E0B25A",
        warning="#E0B25A",
        error="#FF9AA0",
        success="#84C58A",
        foreground="#DCE1E8",
        background="#14181F",
        surface="#1A2029",
        panel="#232B37",
        dark=True,
        variables={
            **_sites("#84C58A", "#6FC3DF", "#D69BE0", "#9DB0F5", "#E0C46C", "#F09A7C"),
            "rota-quiet": "#A3AEBC",
            "rota-law": "#FF9AA0",
            "rota-flag": "#F2C46B",
            "rota-cursor": "#274063",
            "footer-key-foreground": "#E0B25A",
            "block-cursor-background": "#274063",
            "block-cursor-foreground": "#FFFFFF",
            "block-cursor-text-style": "bold",
            "text-disabled": "#A3AEBC",
            "input-selection-background": "#DCE1E8",
            "input-selection-foreground": "#14181F",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#1F5582",
        secondary="#4A6D8C",
        accent="#704700",
        warning="#704700",
        error="#A3202B",
        success="#1A6026",
        foreground="#1B2028",
        background="#F7F6F2",
        surface="#FFFFFF",
        panel="#E8E6DF",
        dark=False,
        variables={
            **_sites("#1A6026", "#005A75", "#7B2A8C", "#2A3FA0", "#654A00", "#963410"),
            "rota-quiet": "#4A525C",
            "rota-law": "#A3202B",
            "rota-flag": "#704700",
            "rota-cursor": "#BFD6EC",
            "footer-key-foreground": "#704700",
            "block-cursor-background": "#BFD6EC",
            "block-cursor-foreground": "#10151C",
            "block-cursor-text-style": "bold",
            "text-disabled": "#4A525C",
            "input-selection-background": "#1B2028",
            "input-selection-foreground": "#F7F6F2",
        },
    ),
    Theme(
        name=CONTRAST,
        primary="#FFFFFF",
        secondary="#FFFFFF",
        accent="#FFFF00",
        warning="#FFFF00",
        error="#FF9E9E",
        success="#8CFF8C",
        foreground="#FFFFFF",
        background="#000000",
        surface="#000000",
        panel="#1C1C1C",
        dark=True,
        variables={
            **_sites("#8CFF8C", "#7FEFFF", "#FFB3FF", "#B3C6FF", "#FFFF7A", "#FFC299"),
            "rota-quiet": "#D0D0D0",
            "rota-law": "#FF9E9E",
            "rota-flag": "#FFFF00",
            "rota-cursor": "#003C9E",
            "footer-key-foreground": "#FFFF00",
            "block-cursor-background": "#003C9E",
            "block-cursor-foreground": "#FFFFFF",
            "block-cursor-text-style": "bold",
            "text-disabled": "#D0D0D0",
            "input-selection-background": "#FFFFFF",
            "input-selection-foreground": "#000000",
        },
    ),
)
"""In the order in which they are offered; the first is the one a newcomer sees."""
