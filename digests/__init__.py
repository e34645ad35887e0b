"""The news: feeds become articles, articles become stories, stories become a digest.

Knows no chat platform, no scheduler, no environment and no clock of its own.
"""
