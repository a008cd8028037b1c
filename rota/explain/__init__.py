"""Why things are as they are: findings as sentences, the reasons of each cell, what could fill each hole."""

from rota.explain.sentences import PLACEHOLDERS, amount, half_days, sentence, when

__all__ = ["PLACEHOLDERS", "amount", "half_days", "sentence", "when"]
