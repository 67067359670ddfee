import type { Words } from "../../../../../wording/grammar.js";

/** Those who guard, make, heal, play and read. */
export const GUARD: Words = {
	trade: [
		"I guard the gate",
		"I stand watch",
		"I keep the peace on these streets",
		"I see who comes and who goes",
	],
	wares: [
		"I sell nothing. I watch those who do.",
		"A guard buys and sells nothing on duty, {speaker}.",
		"Keep your coins in your pocket, and your hand on them.",
	],
	muse: [
		"The gate has been quiet since the morning bell.",
		"This helmet was made for a larger head.",
		"I know every lock on this street.",
		"Twelve hours on duty, and not one thief.",
		"A torch went missing from the wall.",
		"The night watch left me cold tea again.",
		"You learn to sleep with your eyes open at the gate.",
	],
	news: [
		"A purse was cut near the well. Watch yours.",
		"The captain wants two guards at the gate from now on.",
	],
};

export const SMITH: Words = {
	trade: [
		"I work the forge",
		"I hammer iron until it listens",
		"I shoe horses and mend ploughs",
		"I make nails, hinges and now and then a sword",
	],
	wares: [
		"Nails by the pound, horseshoes by the four.",
		"A good knife is five coins. A bad one you get elsewhere.",
		"I can mend that pot, {speaker}, if you leave it by the anvil.",
		"Hinges today. Swords when somebody pays for the steel.",
	],
	muse: [
		"The forge was too hot to stand near this morning.",
		"Iron is honest. It tells you when you are wrong.",
		"I can hear a cracked hammer from here.",
		"My anvil is older than the town hall.",
		"The bellows need new leather.",
		"Every horse in town has stood on my foot.",
		"Sparks are only iron with ideas.",
	],
	news: ["The price of iron has doubled since spring.", "Somebody ordered forty locks at the forge. Forty."],
};

export const HEALER: Words = {
	trade: [
		"I tend the sick",
		"I know which herb helps and which one only tastes bad",
		"I bind wounds and brew remedies",
		"I look after coughs, burns and broken hearts",
	],
	wares: [
		"Salve for burns, tea for coughs, and rest for nothing.",
		"Two coins for the remedy, none for the advice.",
		"I have willow bark, {speaker}. It is bitter, and it works.",
	],
	muse: [
		"Everybody coughs when I walk past.",
		"The best remedy is sleep, but nobody pays for that.",
		"I have run out of sage again.",
		"A fever is a guest. You show it the door politely.",
		"They come to me with a scratch and leave with a story.",
		"My herbs need a dry week.",
		"Honey heals more than people think.",
	],
	news: ["There is a cough going round the north side.", "The herbs on the hill are ready for picking."],
};

export const MUSICIAN: Words = {
	trade: [
		"I play",
		"I make music for whoever stops",
		"I have one tune, and I am getting better at it",
		"I sing for my supper",
	],
	wares: [
		"A song for a coin, two coins to stop.",
		"I sell nothing that you could carry, {speaker}. Only tunes.",
		"Put a coin in the hat and name a tune.",
	],
	muse: [
		"The same tune never comes out the same.",
		"I have lost a verse, and I think it was the good one.",
		"A string broke at the very end. They clapped all the same.",
		"This square has a fine echo by the wall.",
		"Everybody hums the chorus, and nobody knows the verses.",
		"I write a song a day and forget two.",
		"A drum is a heart that you can lend.",
	],
	ask: [
		"Do you know a tune I could learn?",
		"Would you rather have a fast song or a slow one?",
		"Do you sing?",
	],
	news: [
		"There will be music by the fountain, once I have tuned.",
		"A piper came to town and left without his pipe.",
	],
};

export const SCHOLAR: Words = {
	trade: [
		"I study",
		"I keep the books and read them, too",
		"I write down what others forget",
		"I teach whoever sits still for long enough",
	],
	wares: [
		"Books are lent, {speaker}, not sold.",
		"I have ink to spare, and too many opinions.",
		"Knowledge is free. Paper is two coins.",
	],
	muse: [
		"I was up all night with one page.",
		"There is a mistake in the town chronicle, and I have known it for years.",
		"Somebody returned a book with a fish in it.",
		"Dust is only history that has not been sorted.",
		"The oldest map shows a street that nobody can find.",
		"My spectacles were on my nose the whole time.",
		"Every answer I find comes with two questions.",
	],
	news: [
		"A page is missing from the library, and it was a good one.",
		"A comet is expected, or a very bright star.",
	],
};
