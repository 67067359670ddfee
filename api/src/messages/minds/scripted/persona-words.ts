/** Words that tell a trade, as they stand in personas. Of several trades the one with most words is taken. */
export const TRADE_WORDS = {
	baker: /\b(bak(e|es|er|ery|ing)|bread|pastr(y|ies)|cakes?|ovens?|dough|loa(f|ves))\b/g,
	birder: /\b(birds?|gulls?|crows?|pigeons?|owls?|hawks?|falcons?|swallows|nests?)\b/g,
	farmer: /\b(farm(s|er|ers|ing)?|fields?|crops?|shepherd(ess)?|cows?|sheep|goats?|harvests?|miller)\b/g,
	fisher: /\b(fish(es|er|erman|erwoman|ing)?|nets?|angler|herring)\b/g,
	gardener: /\b(garden(s|er|ers|ing)?|ros(e|es)|flowers?|weeds?|orchard|hedges?)\b/g,
	guard: /\b(guard(s|ian|ing)?|sentr(y|ies)|watch(man|woman)|soldier|knight|patrols?|gatekeeper|sheriff)\b/g,
	healer: /\b(heal(s|er|ing)?|doctor|herb(s|alist)?|nurse|apothecary|physician|medicine|potions?|midwife)\b/g,
	hunter: /\b(hunt(s|er|ress|ing)?|ranger|trapper|woods|forest(er)?|archer|tracks)\b/g,
	innkeeper: /\b(inn|innkeeper|tavern|ale|landlord|landlady|cooks?|brew(s|er|ery|ing)?|barkeep|barmaid)\b/g,
	merchant:
		/\b(merchants?|sells?|seller|trad(e|es|er|ing)|shop(s|keeper)?|prices?|haggl(e|es|er|ing)|stalls?|pedlar)\b/g,
	musician:
		/\b(music(ian)?|bard|songs?|tunes?|lute|fiddle(r)?|sing(s|er|ing)?|drum(s|mer)?|flute|minstrel)\b/g,
	sailor: /\b(sailor|sails?|ships?|captain|harbour|boats?|seas?|pirate|mate)\b/g,
	scholar:
		/\b(scholar|professor|librar(y|ian)|stud(y|ies)|books?|scribe|astronomer|historian|wizard|mage|teach(es|er))\b/g,
	smith: /\b((black)?smith|forges?|anvil|armou?rer|hammers?|tinker)\b/g,
	tailor: /\b(tailor|sews?|sewing|cloth(es)?|weav(es|er)|thread|seamstress|cobbler)\b/g,
	traveller:
		/\b(travel(s|l?er|l?ing)?|wander(s|er|ing)?|directions|lost|roads?|journeys?|pilgrim|strangers?|explorer)\b/g,
} as const satisfies Record<string, RegExp>;

/** Words that tell a temper, likewise. */
export const TEMPER_WORDS = {
	child: /\b(child|kid|little (girl|boy)|young (girl|boy)|schoolboy|schoolgirl|toddler)\b/g,
	grumpy:
		/\b(grump(y|s)?|gruff|grouch(y)?|bitter|cranky|sour|surly|irritable|grumbl(es|ing)|complain(s|ing)?|judg(es|ing)|regrets?)\b/g,
	cheerful:
		/\b(cheer(ful|y|s)?|jolly|happy|friendly|warm|merry|bubbly|sunny|laugh(s|ing)?|optimis(t|tic)|jokes?|haggles)\b/g,
	shy: /\b(shy|timid|quiet|nervous|anxious|gentle|bashful|soft-spoken|humble)\b/g,
	proud:
		/\b(proud|boast(s|ful)?|vain|arrogant|best|famous|champion|noble|every price|king|queen|lord|lady)\b/g,
	nosy: /\b(gossip(s|y)?|rumou?rs?|nosy|nosey|chatt(y|ers)|news|talkative|spy|whispers?|asks)\b/g,
	dreamy: /\b(dream(s|y|er|ing)?|sleep(s|y|ing)?|naps?|poet|wistful|absent-minded|waits|same tune|lazy)\b/g,
	learned:
		/\b(scholar(ly)?|professor|learned|wise|clever|stud(y|ies)|library|librarian|books?|scien(ce|tist)|historian|argues|pedantic)\b/g,
	stern: /\b(guard(s|ian)?|stern|strict|stoic|soldier|watch(man|woman)|knight|sentry|sheriff|disciplined)\b/g,
} as const satisfies Record<string, RegExp>;

export type Trade = keyof typeof TRADE_WORDS | "none";
export type Temper = keyof typeof TEMPER_WORDS | "plain";

/** Of whose temper nothing is told one of these is taken, always the same for one NPC, so that a town has variety. */
export const USUAL_TEMPERS: readonly Temper[] = ["plain", "cheerful", "dreamy", "nosy", "plain"];
