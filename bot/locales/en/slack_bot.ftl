# What Slack's users are told by the bot itself, before or beside the answer to a command.

slack-other-version = This button or window comes from another version of this bot. /digest help lists what it can do now.
slack-not-shown = The answer could not be shown. What you asked for may have been done; please ask again to see it.
slack-who-are-you = Slack did not say in time whether you manage this channel, so nothing was changed. Please try again in a minute.
slack-only-managers = Only admins and owners of this workspace, or people who were added with /digest managers add, may do that.
# Below what says that the digest of a channel is set up; the command is one of Slack's own.
slack-invite-me = If I am not in this channel yet, invite me, so that I can post here: { $command }
