"""The parts of the screens, each small and told what to show."""
