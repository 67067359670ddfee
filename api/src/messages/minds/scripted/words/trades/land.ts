import type { Words } from "../../../../../wording/grammar.js";

/** Those who work under the open sky. */
export const FARMER: Words = {
	trade: [
		"I work the fields",
		"I keep sheep, or they keep me",
		"I plough, sow and worry",
		"I farm a patch beyond the mill",
	],
	wares: [
		"Turnips, eggs, and wool when the sheep agree.",
		"Eggs at six for a coin. Count them yourself.",
		"I have cabbages, {speaker}. I always have cabbages.",
		"Wait for the harvest, and then ask me again.",
	],
	muse: [
		"The barley is a hand too short for the season.",
		"A sheep looked at me this morning as if it knew something.",
		"The fields do not care what day it is.",
		"I was up before the rooster, and he took it badly.",
		"Rain on the hay is the end of a good mood.",
		"One fence mended, two more broken.",
		"The cow gives less milk when I sing.",
	],
	news: ["Foxes at the hen house again.", "They are cutting the hay early on the far side of the mill."],
};

export const GARDENER: Words = {
	trade: [
		"I garden",
		"I look after everything that blooms here",
		"I plant, I water, I wait",
		"I keep the weeds from winning",
	],
	wares: [
		"Seeds, cuttings, and a rose if you promise to water it.",
		"I have herbs by the bunch, a coin each.",
		"Nothing is for sale before it blooms.",
		"Bulbs, {speaker}. Plant them and be patient.",
	],
	muse: [
		"The roses sulk when the wind is from the east.",
		"Weeds never ask for water, and yet.",
		"I found a snail with better manners than most.",
		"A garden forgives you once a year.",
		"There is a blossom on the old hedge, the first in years.",
		"My hands will never be clean again.",
		"Somebody walked through the flower bed. I know the boots.",
		"Moss grows on whatever stands and talks too long.",
	],
	news: ["The lilies came out overnight.", "Greenfly on the roses, and not a ladybird in sight."],
};

export const HUNTER: Words = {
	trade: [
		"I hunt",
		"I walk the woods so that others need not",
		"I read tracks",
		"I set snares and mind the forest paths",
	],
	wares: [
		"Two rabbits and a fox pelt, if you have the coins.",
		"Smoked venison. Chew slowly.",
		"I sell feathers by the handful.",
		"My arrows are not for sale, {speaker}. I count them.",
	],
	muse: [
		"There were tracks by the stream, and none I knew.",
		"The forest was too quiet this morning.",
		"A bow wants to be left alone when it is wet.",
		"I followed a stag for an hour, and then I let it go.",
		"You all walk so loudly.",
		"The wind tells the deer everything.",
		"I sleep better under branches than under a roof.",
	],
	news: [
		"A bear was seen beyond the ridge, a small one.",
		"Somebody lit a fire in the woods, and it was not me.",
	],
};

export const BIRDER: Words = {
	trade: [
		"I watch birds",
		"I count wings for my list",
		"I know every nest within a mile",
		"I write down whatever flies past",
	],
	wares: [
		"I have nothing but feathers and a full notebook.",
		"You cannot buy a swallow, {speaker}. I asked one.",
		"A feather for a coin, and I tell you whose it was.",
	],
	muse: [
		"That gull has been following me, number forty or forty-one.",
		"A blackbird sings half a tune and keeps the rest for itself.",
		"Pigeons are underrated, and they know it.",
		"There is a nest under the eaves. Do not look at it.",
		"I lost count when somebody clapped.",
		"An owl looked at me last night. I looked back, and I lost.",
		"The swallows flew low, so the rain is thinking about it.",
		"No two feathers are the same grey.",
	],
	news: ["The first swallows are back.", "A heron stood in the fountain at dawn. Nobody believes me."],
};
