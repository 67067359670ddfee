/** What stands for a text that the filter still has, or does not let through. */
export const HIDDEN = "…";

/** What the place itself says of encounters; what the room says comes from the backend, and is filtered. */
export const WORDS = {
	opening: "Opening an encounter…",
	opened: "An encounter begins here.",
	found: "An encounter that you are in goes on here.",
	waits: "An encounter that you are in waits: this place holds no more.",
	joined: "You are in. Your character goes where your turns take it.",
	over: "The encounter is over.",
	notOpened: "That did not work. Try again in a moment.",
	mayNot: "You cannot open an encounter here.",
	nobody: "There is nobody here to open an encounter with.",
	taken: "Somebody here is in an encounter already.",
	tooMany: "There are as many encounters as this place can hold.",
	notIn: "You are in no encounter.",
	notJoined: "Join first, then your character acts for you.",
	noneOfYours: "There is nobody for you to play.",
	offMap: "That is off the map.",
	noButton: "That cannot be done here.",
	refused: "That cannot be done.",
	tooFast: "One thing at a time.",
	away: "No answer just now. What you ordered is kept and sent again.",
} as const;
