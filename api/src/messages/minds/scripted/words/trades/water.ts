import type { Words } from "../../../../../wording/grammar.js";

/** Those who live by the water, and on the road. */
export const FISHER: Words = {
	trade: [
		"I fish",
		"I mend nets and cast them",
		"I am out on the water before light",
		"I live off what the nets bring in",
	],
	wares: [
		"Herring, and one eel with a temper.",
		"Fresh fish this morning, three coins the string.",
		"The nets came up empty, so ask me tomorrow.",
		"I have salted cod, {speaker}. It keeps longer than promises.",
	],
	muse: [
		"One knot in a net holds all the others.",
		"The biggest fish is always the one that tore the net.",
		"I smell of herring. I know. Everybody tells me.",
		"The water was like glass at dawn.",
		"A boat is a hole that eats paint.",
		"The tide never waits, and it never apologises.",
		"I caught a boot once. I caught the other one a year later.",
	],
	news: ["The herring are running late.", "Somebody cut a net at the pier, or a seal did."],
};

export const SAILOR: Words = {
	trade: [
		"I sail",
		"I go where the ship goes",
		"I have been on more decks than streets",
		"I wait for the tide, and the tide waits for nobody",
	],
	wares: [
		"I have a knife with a story and a coat without buttons. Neither is for sale.",
		"What I had to sell went down with the ship.",
		"Ask when the ship is in. Everything comes with the ship.",
	],
	muse: [
		"The harbour looks smaller every time.",
		"There was a sail on the horizon. It was a cloud.",
		"I do not trust ground that does not move.",
		"A ship is late until it is not.",
		"The gulls know before anybody when a ship is coming.",
		"I once saw a wave with a face.",
		"My hammock was better than any bed in town.",
		"The rope remembers every knot.",
	],
	news: [
		"No ship today. Perhaps with the next tide.",
		"They say that the lighthouse lamp went out for an hour.",
	],
};

export const TRAVELLER: Words = {
	trade: [
		"I am on the road",
		"I walk from town to town",
		"I am only passing through",
		"I ask the way, and then I take another",
	],
	wares: [
		"I have a map of somewhere else, if you want it.",
		"All I own is in this bag, {speaker}, and it is half stones.",
		"I would trade you a story for a sandwich.",
	],
	muse: [
		"Every road looks shorter on the way back.",
		"I asked three people for directions and got four answers.",
		"My left shoe has seen more than my right.",
		"The signpost at the crossing points at the sky.",
		"I never get lost. I only arrive elsewhere.",
		"In the last town they had two clocks and no time.",
		"A bridge is a road that was brave.",
	],
	ask: [
		"Which way is it to the next town?",
		"Is there a shorter way to the harbour?",
		"Do all your streets end at the same square?",
	],
	news: [
		"The bridge on the north road is down to one plank.",
		"I met a circus on the road. They were lost as well.",
	],
};
