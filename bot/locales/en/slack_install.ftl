# The pages that a browser shows to whoever installs the bot in a workspace of Slack.

slack-installed = Installed
# $command is what the command is called there: /digest.
slack-installed-next = digestbot is in your workspace now. Add it to the channel that is to get a digest, and type { $command } setup there.
slack-open = Open Slack
slack-not-installed = Not installed
slack-install-cancelled = You did not allow it, and nothing has changed.
slack-install-expired = This page works once, for ten minutes, in the browser where you began. If digestbot already answers in your workspace, all is well; otherwise please begin again.
slack-install-refused = Slack did not confirm the installation, and nothing has changed. Please begin again.
slack-install-organization = digestbot is installed in one workspace at a time, not in a whole organization. Please begin again and choose a workspace.
slack-install-not-kept = The installation could not be saved. Please try again in a few minutes.
# A link.
slack-install-again = Begin again
