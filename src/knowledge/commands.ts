/** Commands of a shell, and the children that run them. */

/** Events with which a child process ends. */
export const endEvents: readonly string[] = ["exit", "close"];

/** They only ask the machine they run on, or a repository on it, and are done in no time. */
export const quickCommands = /^(?:git (?:-C +(?:[^ ]+ )?)?(?:branch|commit|config|diff|log|remote|rev-parse|show|status|tag)|df|id|ls|lsof|ps|stat|taskkill|ulimit|uname|where(?:\.exe)?|which)\b|(?:^| )--version\b/;

/** They wait for a peer, or for a person. */
export const slowCommands = /^(?:git (?:clone|fetch|ls-remote|pull|push)|(?:npm|pnpm|yarn|bun) (?:add|ci|i|install|publish)|(?:apt|apt-get|brew|pip) \S|curl|docker|helm|kubectl|rsync|scp|ssh|terraform|wget)\b/;
