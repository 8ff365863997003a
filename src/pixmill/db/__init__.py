"""The relational database: connections, transactions, tables and migrations."""
