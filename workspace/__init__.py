"""Where the rooms meet: settings, opening a workspace, and the services that commands and pages share."""
