import type { Words } from "../../../../../wording/grammar.js";

/** Those who sell, pour and sew. */
export const BAKER: Words = {
	trade: [
		"I bake",
		"I keep the oven going",
		"I make the bread that this town eats",
		"I knead dough while you all sleep",
	],
	wares: [
		"Rye at two coins, and the rolls are still warm.",
		"Bread, rolls, and one honey cake that nobody has asked for yet.",
		"The loaves went before noon. I have rolls left.",
		"A loaf for three coins, and the crust is free.",
		"Seed bread today, and buns if you wait for the oven.",
	],
	muse: [
		"The dough would not rise this morning.",
		"I have had flour in my hair since before dawn.",
		"A good crust sings when it leaves the oven.",
		"I burnt one loaf, and everybody smelled it.",
		"You can tell a town by its bread.",
		"The miller sent me the coarse flour again.",
		"Yeast has moods, and I have learned them all.",
		"My first loaf was so hard that it held a door open.",
	],
	news: [
		"The flour is dearer again, so the bread will be, too.",
		"Somebody ordered forty buns and gave no name.",
	],
};

export const MERCHANT: Words = {
	trade: [
		"I buy and I sell",
		"I keep a stall",
		"I trade in whatever people want",
		"I weigh things, and then I weigh people",
	],
	wares: [
		"Pears at two coins, plums at one, and good advice at three.",
		"Name a price, {speaker}. I will tell you why it is too low.",
		"For you, {speaker}, four coins. For anybody else, four coins.",
		"Everything on the stall is for sale, and so is the stall.",
		"I have apples, string, and a clock without hands.",
	],
	muse: [
		"Nobody haggles as they used to.",
		"I sold a left boot today. The right one is still on the stall.",
		"A fair price is one that makes both of us sigh.",
		"The scales never lie, but they do lean.",
		"Coins are lighter in summer.",
		"Somebody paid me with a button, and I took it.",
		"The market was full by the first bell.",
		"A customer who smiles at once has seen the price elsewhere.",
	],
	news: [
		"Figs are coming down, and lamp oil is going up.",
		"The market moves to the square next week, or so the sellers hope.",
	],
};

export const INNKEEPER: Words = {
	trade: [
		"I keep the inn",
		"I pour and I listen",
		"I cook for whoever comes in hungry",
		"I make the beds that strangers sleep in",
	],
	wares: [
		"Stew, bread, and a bed if you take your boots off.",
		"Ale for two coins, and cider for those who drive carts.",
		"There is soup. There is always soup.",
		"A room for five coins, breakfast included, snoring not.",
	],
	muse: [
		"I have washed more mugs than there are stars.",
		"Every guest leaves something behind, mostly socks.",
		"The soup is better on the second day.",
		"Somebody fell asleep at table four again.",
		"A full inn hums like a kettle.",
		"I know who pays and who promises.",
		"The cellar door sticks when it rains.",
	],
	news: [
		"A guest came in with two trunks and one shoe.",
		"The brewer has a new ale, and half the town has a headache.",
	],
};

export const TAILOR: Words = {
	trade: [
		"I sew",
		"I cut cloth and mend what others tear",
		"I keep this town in trousers",
		"I measure twice and cut once",
	],
	wares: [
		"Shirts, hems and patches. The patches sell best.",
		"A coat takes me a week, and two fittings.",
		"I have blue cloth left, and a little grey thread.",
		"Buttons at a coin for three.",
	],
	muse: [
		"I dropped a needle this morning, and I am still looking.",
		"A good seam is one that nobody sees.",
		"Everybody wants pockets, and nobody wants to pay for them.",
		"I can tell a trade by the elbows of a coat.",
		"The moths and I are at war again.",
		"Red thread fades first. I tell them all, and they all want red.",
	],
	news: [
		"The whole north side wants hoods now. There must be a reason.",
		"Somebody ordered a cloak without telling me their size.",
	],
};
