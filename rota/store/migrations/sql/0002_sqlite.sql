-- What moves, by month: balances are summed from this index alone, without the entries themselves.

CREATE INDEX entry_moves ON entry (contract, month, unit, debit, credit, amount, worked_on, kind, seq)
WHERE kind IN ('open', 'post', 'direct', 'reverse', 'adjust');
