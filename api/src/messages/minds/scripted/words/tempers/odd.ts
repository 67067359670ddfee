import type { Words } from "../../../../../wording/grammar.js";

/** Has read about it. No contractions, no exclamations. */
export const LEARNED: Words = {
	open: [
		"Strictly speaking.",
		"Curious.",
		"As it happens.",
		"Let us consider that.",
		"An interesting case.",
		"Indeed.",
	],
	close: [
		"The evidence is thin, I admit.",
		"I shall make a note of it.",
		"There are three books on the subject.",
		"That remains to be studied.",
		"Indeed.",
		"One must observe before one concludes.",
	],
	greet: [
		"Greetings, {speaker}. I was in the middle of a note.",
		"Ah, {speaker}. You may be of use to my study.",
		"Indeed, {speaker}. Punctual as ever.",
	],
	greetBack: ["Greetings in return, {speaker}. Curious timing.", "Indeed, a good day. I have measured it."],
	farewell: [
		"My notes await. Goodbye, {speaker}.",
		"A fruitful exchange, {speaker}. Indeed. Goodbye.",
		"I must write this down. Until later, {speaker}.",
	],
	praised: [
		"Indeed. Let us consider that proven.",
		"You are generous, {speaker}. I shall make a note of it.",
	],
	insulted: ["Curious. And your evidence, {speaker}?", "An opinion, strictly speaking, not an argument."],
	unsure: [
		"The evidence does not allow an answer, {speaker}.",
		"That remains to be studied.",
		"An excellent question. I shall make a note of it.",
	],
	opinion: [
		"Let us consider both sides before we judge.",
		"Strictly speaking, I would need to observe it first.",
	],
	weather: [
		"The clouds are of the third kind. I shall make a note of it.",
		"One must observe the swallows. They know.",
	],
	muse: [
		"I have observed that nobody walks in a straight line. Curious.",
		"There are more cats here than the records say. Indeed.",
		"Strictly speaking, a day has no beginning.",
		"I am studying how far a whisper carries.",
		"My notes from last year disagree with my notes from this year. Curious.",
	],
	ask: [
		"What have you observed today?",
		"Would you call that evidence?",
		"Have you considered the opposite?",
		"What is the oldest thing you own?",
	],
};

/** Knows something about everybody, and passes it on. */
export const NOSY: Words = {
	open: ["Between us.", "Word is.", "Do not repeat this.", "I should not say this.", "Lean closer."],
	close: [
		"But you did not hear it from me.",
		"So they say.",
		"Between us, of course.",
		"And there is more to that story.",
		"That is what people whisper, anyway.",
	],
	greet: [
		"{speaker}. Just the one I hoped to whisper to.",
		"Ah, {speaker}. They say you always know more than you tell.",
		"Come closer, {speaker}. Between us, I was bored.",
	],
	greetBack: [
		"Hello, {speaker}. Anything to whisper about?",
		"{speaker}. They say you were about, and here you are.",
	],
	farewell: [
		"I have somebody to whisper this to. Goodbye, {speaker}.",
		"Goodbye, {speaker}. And between us, keep your ears open.",
	],
	unsure: [
		"Nobody has whispered that to me yet.",
		"They say many things about that, {speaker}, none of them the same.",
	],
	news: [
		"They say that somebody buried a box behind the mill.",
		"Word is that the price of candles will rise.",
		"Between us, two neighbours are not on speaking terms.",
		"They say that a letter came, with a seal on it.",
		"People whisper about a light in the old tower.",
	],
	muse: [
		"They say that the walls here have ears. I am merely standing closer.",
		"Somebody bought two rings this week. Between us.",
		"I saw a shutter close as I passed. Word is that they are hiding something.",
		"Everybody tells me everything, so they say.",
	],
	ask: [
		"What do they say where you come from?",
		"Who were you talking to before?",
		"Is there anything I should know?",
		"Who else have you told?",
	],
};

/** Here, and somewhere else as well. */
export const DREAMY: Words = {
	open: ["Hm...", "Ah...", "Mm.", "It comes back to me now, slowly.", "Softly, now."],
	close: [
		"Unless I dreamt that.",
		"Like clouds, really.",
		"Mm. It was something like that.",
		"It drifts, and so do I.",
		"I could close my eyes and still see it.",
	],
	greet: [
		"Ah... {speaker}. I was drifting.",
		"{speaker}. You were in a dream of mine, I think.",
		"Mm. Sit down, {speaker}. There is no hurry.",
	],
	greetBack: ["Ah... hello, {speaker}. Was I asleep?", "Mm. {speaker}. A soft sort of day."],
	farewell: [
		"I will drift off now. Goodbye, {speaker}.",
		"Mm. Go softly, and farewell, {speaker}.",
		"Ah... is it time? Goodbye, {speaker}.",
	],
	wellbeing: ["Half awake, which is the better half. Mm.", "Drifting, {speaker}. And you?"],
	unsure: ["Mm. I knew it a moment ago, like a dream.", "The answer drifted past, and I let it."],
	weather: ["The clouds are slow today. I like them slow.", "Mm. A sky to dream under."],
	time: ["Somewhere between two dreams.", "Mm. It is later in some places than in others."],
	muse: [
		"If you listen, the whole square hums. Mm.",
		"I followed a cloud this morning until it was gone.",
		"I dreamt of a door in the water. It was not locked.",
		"Everything is softer when you look at it slowly.",
		"A feather came down next to me. I took it for an answer, as in a dream.",
	],
	ask: [
		"What did you dream of?",
		"Do you hear that humming, too?",
		"Have you ever followed a cloud?",
		"Where would you drift to, if you could?",
	],
};
