# What Discord itself shows of the commands, beside what commands.ftl says of each.
# In the menu of a message; at most 32 characters.
about-this-story = About this story

# How long a story is told.
choice-short = Short
choice-medium = Medium
choice-long = Long
choice-full = In full

# Names of commands and groups as Discord lists them: lower case, no blanks, at most 32 characters, no two alike in
# one list. English has the names of the table.
name-now = now
name-story = story
name-sources = sources
name-search = search
name-top = top
name-last = last
name-language = language
name-follow = follow
name-unfollow = unfollow
name-help = help
name-setup = setup
name-settings = settings
name-schedule = schedule
name-feed = feed
name-topic = topic
name-mute = mute
name-unmute = unmute
name-preview = preview
name-why = why
name-status = status
name-resend = resend
name-managers = managers
name-show = show
name-set = set
name-reset = reset
name-export = export
name-import = import
name-pause = pause
name-resume = resume
name-skip = skip
name-add = add
name-remove = remove
name-list = list
name-test = test
name-include = include
name-exclude = exclude
