"""Which picture comes out: operations, recipes and plans, as pure values without bytes or I/O."""
