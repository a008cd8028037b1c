"""The screens: they hold the state, hear what happened, and tell the widgets what to show."""
