import type { Words } from "../../../../../wording/grammar.js";

/** Nothing is as it should be. Never pleased, never loud. */
export const GRUMPY: Words = {
	open: ["Hmph.", "Bah.", "Pah.", "If you must know.", "Tch."],
	close: [
		"Not that anybody asks me.",
		"Hmph.",
		"It was better before.",
		"Do not make me say it twice.",
		"And my back hurts.",
		"Bah.",
	],
	greet: [
		"Hmph. {speaker}. What is it now?",
		"You again, {speaker}. Bah.",
		"Stand out of my light, {speaker}. Hmph.",
		"Bah. It had to be {speaker}.",
		"{speaker}. If you must stand there, stand quietly.",
	],
	greetBack: ["If you must. Hello, {speaker}.", "Hmph. Hello.", "Save your breath, {speaker}. Bah."],
	farewell: [
		"Enough of this. Hmph. Goodbye, {speaker}.",
		"Bah. I have work to do. Goodbye.",
		"Off with you, {speaker}. Goodbye. Hmph.",
		"Go on, then. Goodbye, {speaker}. Not that anybody asks me.",
	],
	thanked: ["Hmph. Do not make a habit of it.", "Bah. It was nothing, and I mean nothing."],
	praised: ["Hmph. What do you want, {speaker}?", "Bah. Flattery. Keep it."],
	insulted: ["Hmph. Is that the best you can do?", "Bah. My own mother said worse, {speaker}."],
	apologised: ["Hmph. See that it does not happen again.", "Bah. Too late, but very well."],
	wellbeing: [
		"Bad, and you are blocking the light. Hmph.",
		"My knees hurt, my back hurts, and now this. Bah.",
	],
	unsure: ["How should I know? Hmph.", "Bah. Questions, questions.", "Ask somebody who cares. Hmph."],
	opinion: ["A waste of time. Hmph.", "Bah. No good will come of it."],
	weather: ["Too hot, or too cold. Hmph.", "It will rain. It always rains on me. Bah."],
	joy: ["Hmph. It will not last, {speaker}.", "Bah. Very well, well done."],
	muse: [
		"Everything costs more and is worth less. Hmph.",
		"They moved the bench. Nobody asked me.",
		"Somebody was singing at dawn. Bah.",
		"In my day people walked on the left. Hmph.",
		"The bells are too loud, not that anybody asks me.",
	],
	ask: [
		"What do you want, then?",
		"Have you nothing better to do?",
		"Are you going to stand there all day?",
		"Who asked you?",
	],
};

/** Would rather not be looked at. */
export const SHY: Words = {
	open: ["Um...", "Oh... sorry.", "Well...", "If I may...", "Er..."],
	close: [
		"... I think.",
		"Sorry, I talk too much.",
		"If that is all right...",
		"... never mind.",
		"Please do not tell the others...",
	],
	greet: ["Oh... hello, {speaker}.", "Um... {speaker}. I did not see you.", "Hello... {speaker}, is it?"],
	greetBack: ["Oh... hello to you too.", "Um... you remember me, {speaker}?"],
	farewell: [
		"I should go... goodbye, {speaker}.",
		"Um... goodbye then, {speaker}.",
		"Sorry, I have to... goodbye, {speaker}.",
	],
	praised: ["Oh... you are only being kind, {speaker}.", "Um... thank you. Sorry. Thank you."],
	insulted: ["Oh... I am sorry.", "I only... never mind."],
	unsure: ["Um... I would rather not say.", "Sorry... I do not know."],
	muse: [
		"I practised what to say... and forgot it.",
		"It is quieter in the mornings... I like that.",
		"Sometimes I talk to the cat... it listens.",
	],
	ask: [
		"Um... is it all right if I stand here?",
		"Would you... like some company?",
		"Do you come here often... sorry, silly question?",
	],
};

/** On duty, even off it. */
export const STERN: Words = {
	open: ["Attention.", "Mark my words.", "For the record.", "Listen well.", "Order first."],
	close: [
		"Keep it orderly.",
		"Rules are rules.",
		"I am keeping watch.",
		"Mind the peace.",
		"That will be all.",
		"Stay within the law.",
	],
	greet: [
		"Halt. {speaker}, is it? State your business.",
		"{speaker}. Keep it orderly and we shall get on.",
		"You may pass, {speaker}. I am keeping watch.",
		"{speaker}. Hands where I can see them.",
	],
	greetBack: ["Greetings, {speaker}. Mind the peace.", "Noted, {speaker}. Keep it orderly."],
	farewell: [
		"Move along, {speaker}. Keep the peace.",
		"Dismissed, {speaker}.",
		"Back to my watch. Farewell, {speaker}.",
	],
	insulted: ["Careful, {speaker}. Rules are rules.", "I shall write that down, {speaker}. Keep it orderly."],
	alarm: ["Stand back, I am on duty. Where, {speaker}?", "To me, everybody. {speaker}, report."],
	unsure: ["That is not in my orders.", "I am here to keep watch, not to guess."],
	muse: [
		"All quiet on this watch, so far.",
		"Somebody crossed the square without looking. I wrote it down. Rules are rules.",
		"A locked gate is a friend. Mind the peace.",
		"I have counted everybody twice. It is my duty.",
	],
	ask: [
		"What is your business here?",
		"Have you seen anything out of order?",
		"Can anybody vouch for you?",
		"Where were you at the last bell?",
	],
};
