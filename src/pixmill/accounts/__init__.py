"""Who may use Pixmill: users, their workspaces and roles, log-ins and tokens."""
