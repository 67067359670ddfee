/** How somebody speaks. */
export type Tone = "plain" | "warm" | "gruff" | "formal" | "low";

/** What was said to them. */
export type Occasion = "greeting" | "question" | "farewell" | "remark";

/**
 * Words of a persona or mood that give away how somebody speaks, what they are as well as what they do; the first
 * tone with one of its words decides.
 */
export const TONE_WORDS: readonly (readonly [Tone, readonly string[]])[] = [
	[
		"gruff",
		["grumpy", "gruff", "blunt", "angry", "annoyed", "stern", "surly", "guard", "smith", "argues", "judges"],
	],
	["low", ["sad", "tired", "lonely", "shy", "gloomy", "afraid", "quiet", "regrets", "waits", "naps"]],
	["formal", ["scholar", "noble", "polite", "librarian", "teacher", "priest", "doctor", "wise", "study"]],
	[
		"warm",
		[
			"warm",
			"friendly",
			"kind",
			"cheerful",
			"happy",
			"curious",
			"baker",
			"gentle",
			"merry",
			"plays",
			"tends",
		],
	],
];

/** What they say when nobody else puts words into their mouth; `%s` is the name of whoever spoke. */
export const PHRASES: Readonly<Record<Tone, Readonly<Record<Occasion, readonly string[]>>>> = {
	plain: {
		greeting: ["Hello, %s.", "Oh, hello there.", "Hi, %s. How goes it?", "Good to see you, %s."],
		question: [
			"Hard to say, %s.",
			"I would have to think about that.",
			"I am not sure.",
			"Ask me again later.",
		],
		farewell: ["See you, %s.", "Goodbye, then.", "Until next time.", "Take care, %s."],
		remark: ["I see.", "Is that so?", "Go on, %s.", "Hm, I had not thought of that."],
	},
	warm: {
		greeting: [
			"Hello, %s! Lovely to see you.",
			"Welcome, welcome!",
			"Oh, %s, come closer!",
			"Hi there, friend!",
		],
		question: [
			"Ooh, good question, %s!",
			"I wish I knew!",
			"Let me think about that one.",
			"What do you think?",
		],
		farewell: ["Take good care, %s!", "Come back soon!", "Bye, %s, it was a joy!", "Safe travels, friend!"],
		remark: ["How nice!", "Tell me more, %s!", "I love that.", "Oh, really? Do go on!"],
	},
	gruff: {
		greeting: ["%s. What is it?", "Hm. You again.", "Make it quick.", "Yes?"],
		question: ["How should I know?", "Ask somebody else, %s.", "Not my business.", "Hmpf. Could be."],
		farewell: ["Fine. Off you go.", "Right. Bye.", "Mind how you go, %s.", "About time."],
		remark: ["If you say so.", "Hmpf.", "Is that all, %s?", "So be it."],
	},
	formal: {
		greeting: ["Good day to you, %s.", "A pleasure, %s.", "I bid you welcome.", "How do you do?"],
		question: [
			"I should have to look into that, %s.",
			"That is a matter of some debate.",
			"I cannot say with certainty.",
			"An excellent question.",
		],
		farewell: ["Farewell, %s.", "Until we meet again.", "I wish you a good day.", "Do go safely, %s."],
		remark: ["Most interesting.", "I take your point, %s.", "Indeed.", "That had not occurred to me."],
	},
	low: {
		greeting: ["Oh... hello, %s.", "Hi.", "I did not see you there.", "Hello, I suppose."],
		question: [
			"I... do not know, %s.",
			"I wish I could tell you.",
			"Maybe. Who knows.",
			"I had rather not guess.",
		],
		farewell: ["Oh. Goodbye, %s.", "Leaving already?", "Bye, then.", "Everybody goes, sooner or later."],
		remark: ["I suppose so.", "Mm.", "If you think so, %s.", "Perhaps you are right."],
	},
};

/** Words that begin or make up a greeting. */
export const GREETING_WORDS = new Set([
	"hello",
	"hi",
	"hey",
	"greetings",
	"welcome",
	"morning",
	"evening",
	"howdy",
]);
/** Words that only somebody who leaves uses. */
export const FAREWELL_WORDS = new Set(["bye", "goodbye", "farewell", "cya", "goodnight"]);
/** What is said in leaving, of more than one word. */
export const FAREWELL_PHRASES = ["see you", "so long", "good night", "take care", "until next time"];
/** Words that a question begins with where its mark was left out. */
export const QUESTION_WORDS = new Set(["who", "what", "where", "when", "why", "how", "which", "whose"]);
