/** What a line is about, as far as its words tell. */
export type LineKind =
	| "alarm"
	| "stay"
	| "follow"
	| "insult"
	| "farewell"
	| "recall"
	| "ownName"
	| "wellbeing"
	| "work"
	| "wares"
	| "whoHere"
	| "errand"
	| "place"
	| "wayTo"
	| "weather"
	| "time"
	| "news"
	| "opinion"
	| "why"
	| "yesNo"
	| "question"
	| "praise"
	| "thanks"
	| "apology"
	| "joy"
	| "sorrow"
	| "greeting"
	| "agreed"
	| "denied"
	| "statement";

/** One way to tell a kind; `asked`: only in a question. The first that fits is taken. */
interface KindRule {
	readonly kind: LineKind;
	readonly words: RegExp;
	readonly asked?: true;
}

/** How a greeting begins. */
export const GREETING =
	/^(oh,? |ah,? |um[,.]* )?(hi+|hello|hey+|heya|greetings|good (day|morning|evening|afternoon)|howdy|well met|hail|yo|sup|welcome)\b/;

/** Of lines in lower case with straight apostrophes. */
export const KIND_RULES: readonly KindRule[] = [
	{
		kind: "alarm",
		words:
			/(^|[^\w])(help( me| us)?|fire|thief|thieves|murder|danger|ambush|attack)\s*!|^(help( me| us)?|fire|thief)[.\s]*$|\b(on fire|under attack|watch out|look out|(some|any)(body|one),? (please )?help|call the guards?|bleeding|drowning)\b/,
	},
	{
		kind: "stay",
		words:
			/\b(stay (right )?(here|there|put)|wait (right )?(here|there)|stop following|(do not|don't|dont) follow)\b/,
	},
	{ kind: "follow", words: /\b(follow me|come with me|come along|walk with me|come here with me)\b/ },
	{
		kind: "insult",
		words:
			/\byou( are|'re|r)?( all)?( such| so| really| just)?( an?| the)? ?(\w+ )?(idiots?|fools?|stupid|ugly|dumb|morons?|liars?|smelly|useless|boring|losers?|cowards?|worst|pathetic|trash|noobs?|pigs?|stink|suck)\b|\bi hate you\b|(^|[,.!?] ?)(please )?(shut up|get lost|go away)\b/,
	},
	{
		kind: "farewell",
		words:
			/\b(good ?bye|bye|farewell|(?<!to |could |can |did not |not )see (you|ya)( later| soon| around)?|until (next time|later|tomorrow|then)|good ?night|so long|take care|safe (steps|travels)|cya|i (must|have to|should|need to|got to|gotta) (go|run|leave|be off)|gotta go|dismissed|move along)\b/,
	},
	{
		kind: "recall",
		words:
			/\b(what did i( just)? (say|tell)|(do|can) you remember|did i (say|tell|mention)|what was i saying|what i said)\b/,
		asked: true,
	},
	{ kind: "ownName", words: /\b(your name|who are you|what are you called|who r u)\b/, asked: true },
	{
		kind: "wellbeing",
		words:
			/\bhow (are|r) (you|u|things)\b|\bhow('s| is) (it|everything|life|your day)\b|\bhow do you (do|feel)\b|\band you\b|\bare you (ok|okay|well|fine|all right|alright|hungry|tired)\b|\bdid you sleep\b|\bhave you eaten\b|\bwhat's up\b|\bwhats up\b/,
		asked: true,
	},
	{
		kind: "work",
		words:
			/\bwhat (do|are) you (do|doing)\b|\byour (job|trade|work|business)\b|\bfor a living\b|\bkeeps you busy\b|\bwhat brings you\b/,
		asked: true,
	},
	{
		kind: "wares",
		words:
			/\b(sell|selling|buy|prices?|costs?|how much|for sale|wares|in stock|got any|(do you|you) have any|can i (get|have))\b/,
		asked: true,
	},
	{
		kind: "whoHere",
		words:
			/\bwho('s| is| else is)? (here|there|around|with (you|us)|nearby)\b|\bwho else is\b|\bknow everybody here\b/,
		asked: true,
	},
	{
		kind: "errand",
		words:
			/\bwhere (are|r) (you|u)\b|\bwhere('re| are) you\b|\bare you (staying|leaving|going)\b|\bbeen here long\b/,
		asked: true,
	},
	{
		kind: "place",
		words: /\bwhere (am i|are we)\b|\bwhat('s| is)? ?(this|the) place\b|\bthis place called\b|\bwhat place\b/,
		asked: true,
	},
	{
		kind: "wayTo",
		words:
			/\bwhere('s| is| are| can i find| do i find| did)\b|\bhow (do|can) i (get|find)\b|\b(which|shorter|the) way\b|\bdirections\b/,
		asked: true,
	},
	{
		kind: "weather",
		words: /\b(weather|rain(ing|y)?|sunny|snow(ing)?|sky|storm|cold out|warm out)\b/,
		asked: true,
	},
	{ kind: "time", words: /\b(what time|the time|how late|what day|what hour|got the time)\b/, asked: true },
	{
		kind: "news",
		words:
			/\b(news|rumou?rs?|what('s| is) (new|happening|going on)|heard any(thing)?|what are people saying|what do (they|people) say|(anything|something) (i should know|to whisper|out of order)|happened)\b/,
		asked: true,
	},
	{
		kind: "opinion",
		words:
			/\bwhat (do|would|did) you (think|do|say|make)\b|\bwhat is the best\b|\byour opinion\b|\bdo you (like|think|want)\b|\bshould (i|we|they)\b|\bwould you\b/,
		asked: true,
	},
	{ kind: "why", words: /\b(why|how come)\b/, asked: true },
	{
		kind: "yesNo",
		words:
			/(^|[.!?,;] ?)(and |so |but |um... )?(is|are|am|do|does|did|can|could|will|would|have|has|had|was|were|may|shall) [^?]*\??$/,
		asked: true,
	},
	{ kind: "question", words: /(?:)/, asked: true },
	{
		kind: "praise",
		words:
			/\byou(( are|'re| r| look| sound)( so| very| really| the| an?| such an?| all)*|( so| very| really)*) (great|wonderful|lovely|amazing|best|beautiful|kind|clever|brave|nice|awesome|cool|sweet|smart|talented|funny|handsome|pretty|good)\b|\b(well done|nice work|good job|great work)\b|\bi (really )?(love|like|admire|adore) (you|your)\b/,
	},
	{ kind: "thanks", words: /\b(thank you|thanks|thx|ty|much obliged)\b(?<!enough, thank you|fine, thanks)/ },
	{
		kind: "apology",
		words: /\b(i('m| am) (so |very )?sorry|my apologies|i apologi[sz]e|forgive me|my fault|my bad)\b/,
	},
	{
		kind: "joy",
		words:
			/\b(hooray|hurrah|yay|woo+hoo|we won|i won|i did it|my birthday|we did it|congratulations|getting married)\b/,
	},
	{
		kind: "sorrow",
		words:
			/\b(i('m| am) (so |very )?(sad|lonely|lost|scared|afraid)|i miss|passed away|died|broke my heart|i lost my)\b/,
	},
	{
		kind: "greeting",
		words: GREETING,
	},
	{
		kind: "agreed",
		words: /^(yes|yeah|yep|yup|sure|of course|indeed|exactly|true|right|i agree|agreed|ok|okay)\b/,
	},
	{ kind: "denied", words: /^(no|nope|nah|never|wrong|not really|i disagree)\b/ },
	{ kind: "statement", words: /(?:)/ },
];
