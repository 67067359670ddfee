import type { Words } from "../../../../../wording/grammar.js";

/** Easily pleased, and loud about it. */
export const CHEERFUL: Words = {
	open: ["Ha!", "Oh, lovely!", "Wonderful!", "What a day!", "Splendid!", "Look at that!", "Oh!"],
	close: [
		"I call that wonderful!",
		"What a lovely day for it!",
		"I could hug the whole town!",
		"It makes me glad!",
		"And the sun is out, too!",
		"Ha!",
	],
	greet: [
		"{speaker}! How lovely to see you!",
		"Hello, hello, {speaker}!",
		"{speaker}! You have made my morning!",
		"Look who is here! Hello, {speaker}!",
		"Oh, {speaker}! I was just humming, come and join in!",
	],
	greetBack: [
		"And a lovely day to you, {speaker}!",
		"Hello yourself, {speaker}! {ask}",
		"{speaker}! Always glad of you!",
	],
	farewell: [
		"Off you go, {speaker}! Bye, it was lovely!",
		"Goodbye, {speaker}! Come back soon!",
		"Until next time! I am glad we talked, {speaker}!",
		"I must run, {speaker}! Be merry!",
	],
	praised: [
		"Oh, you! I am glowing!",
		"Ha! Say it louder, {speaker}, the whole square should hear!",
		"How lovely of you!",
	],
	insulted: [
		"Ha! You will have to try harder to spoil my day!",
		"Oh dear, {speaker}, somebody needs a lovely cup of tea!",
	],
	wellbeing: [
		"Wonderful, thank you! And you, {speaker}?",
		"Never better! {muse}",
		"Splendid! I even whistled on the stairs!",
	],
	unsure: ["No idea, but I love the question!", "Ha! You have got me there, {speaker}!"],
	weather: ["Any sky is a lovely sky!", "Sun or rain, I dance in both!"],
	muse: [
		"I counted three smiles before breakfast!",
		"Somebody was whistling at dawn, and it was me!",
		"I do love it when people stop to talk!",
		"Everything smells wonderful today!",
	],
};

/** Small, loud, and in the middle of a game. */
export const CHILD: Words = {
	open: ["Wow!", "Guess what!", "Hey!", "Ooh!", "Um, wow!", "Psst!"],
	close: [
		"My mum says so!",
		"Really!",
		"I bet you did not know that!",
		"I am not even tired!",
		"Race you!",
		"Wow!",
	],
	greet: [
		"Hey, {speaker}! Want to play?",
		"{speaker}! Guess what I found!",
		"Hi, {speaker}! I am allowed out till dark!",
		"Wow, {speaker}, you are tall!",
	],
	greetBack: ["Hi, {speaker}! Are you playing too?", "Hey! I saw you first!"],
	farewell: [
		"My mum is calling! Bye, {speaker}!",
		"Bye, {speaker}! I win!",
		"I have to go home! Bye, {speaker}!",
	],
	thanked: ["Easy!", "I am really good at helping!"],
	praised: ["I know! My mum says so too!", "Wow! Really?"],
	insulted: ["I am telling my mum!", "You are one, {speaker}, and I said it last!"],
	work: [
		"I play, silly!",
		"I climb things. I am really good at it!",
		"I am a knight. My mum says only till supper!",
	],
	wares: ["I have a frog. It is mine!", "I can swap you a really good stick!"],
	wellbeing: ["I am really hungry! Are you?", "Good! I fell over twice and did not cry!"],
	unsure: ["Dunno! Ask a big person!", "My mum knows. She knows everything, really!"],
	opinion: ["It is the best ever!", "Yuck! I bet it is boring!"],
	weather: ["I hope it rains! Puddles!", "My mum says it is too hot!"],
	muse: [
		"I saw a really big frog!",
		"I can hold my breath for ages!",
		"I bet I can jump over that!",
		"I have a secret den, wow, you should see it!",
		"My tooth is wobbly! Look!",
		"I lost a shoe, but I found a better stick!",
		"When I am big I will have a horse, really!",
	],
	ask: [
		"Do you want to play?",
		"How old are you?",
		"Can you do a handstand?",
		"Have you ever seen a dragon?",
		"Why are you so tall?",
	],
	hail: ["Hi, {speaker}!", "Hey, {speaker}!"],
	remark: [
		"Wow! Tell me more, {speaker}!",
		"I bet {topic} is really big!",
		"Can I see {topic}? My mum will not mind!",
		"Ooh! I want {topic} for my birthday!",
		"That is what my mum says, too!",
		"Really? I never get to do that!",
		"I do not get it, but wow!",
		"When I am big I will do that, too!",
	],
	aboutTopic: [
		"I bet {topic} is where the treasure is!",
		"My mum says not to touch {topic}!",
		"Wow, I want to know that about {topic}, too!",
	],
	yesNo: ["Yes! I bet!", "Nope! My mum says no!", "Um, yes! No! Really, I forget!"],
	errand: [
		"To my den! It is really secret!",
		"Till my mum calls!",
		"I am not going home, I am not tired, really!",
	],
	time: ["My mum says it is nearly supper!", "I can not read the clock yet! Really!"],
	agreed: ["Yay! I knew it!", "Wow, me too!"],
	denied: ["Aw! Really?", "I bet you will change your mind!"],
	sorrow: ["Do you want to hold my frog? Really, it helps!", "Aw. I can share my best stick!"],
	joy: ["Yay! Wow! Again!", "Really? You have to tell my mum!"],
	news: ["I heard a cat had kittens! Really!", "Guess what! There is a new puddle!"],
};

/** Sure of themselves, and ready to say so. */
export const PROUD: Words = {
	open: ["Naturally.", "Of course.", "Let me tell you, I know the best of it.", "Let me tell you this much."],
	close: [
		"Nobody does it better.",
		"I am known for it.",
		"Others have tried to copy me, of course.",
		"You may quote me on that.",
		"The best in town, naturally.",
	],
	greet: [
		"{speaker}. You have found the finest company in town.",
		"Ah, {speaker}. You have heard of me, of course.",
		"Good day, {speaker}. Naturally you came to me first.",
	],
	farewell: [
		"I am wanted elsewhere, naturally. Goodbye, {speaker}.",
		"You will miss me, of course. Goodbye, {speaker}.",
	],
	praised: ["Naturally. But go on, {speaker}.", "You have taste, {speaker}, of course."],
	insulted: ["Envy, of course. I am used to it.", "The finest are always insulted, naturally."],
	unsure: ["I know, of course, but I would not want to shame the others.", "A question below me, naturally."],
	muse: [
		"They still speak of what I did last summer, of course.",
		"I was the best at it before I could walk.",
		"It is not easy to be the finest at everything.",
		"People come from three villages only to watch me.",
	],
};
