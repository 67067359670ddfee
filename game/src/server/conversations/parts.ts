import { Announcer } from "./announcer";
import { Answering } from "./answering";
import { OwedClaims } from "./claims";
import type { ConversationDeps } from "./conversation-deps";
import { Cooldowns } from "./cooldowns";
import { newCounters } from "./counters";
import { Followers } from "./followers";
import { Greetings } from "./greetings";
import { GroupPolicy } from "./group-policy";
import { Memories } from "./memories";
import type { Reply } from "./mind-port";
import { PairedPolicy } from "./paired-policy";
import { Pauses } from "./pauses";
import { People } from "./people";
import type { ConversationPolicy } from "./policy";
import { Questions } from "./questions";
import { Rounds } from "./rounds";
import type { Setting } from "./setting";
import { Talks } from "./talks";
import { Tellings } from "./tellings";
import { Whereabouts } from "./whereabouts";

/** The parts of talk, put together. */
export interface Parts {
	readonly setting: Setting;
	readonly policy: ConversationPolicy;
	readonly talks: Talks;
	readonly questions: Questions;
	readonly claims: OwedClaims;
	readonly greetings: Greetings;
	readonly followers: Followers;
	readonly rounds: Rounds;
	readonly tellings: Tellings;
}

/** `onReply` takes minds' replies as they come. */
export function buildParts(deps: ConversationDeps, onReply: (reply: Reply) => void): Parts {
	const { config } = deps;
	const setting: Setting = {
		...deps,
		people: new People(deps),
		whereabouts: new Whereabouts(),
		announcer: new Announcer(),
		memories: new Memories(config.maxHeardLines),
		cooldowns: new Cooldowns(config.greetingCooldownSeconds),
		pauses: new Pauses(config.minResponseSeconds),
		counters: newCounters(),
		moment: { now: 0, unix: 0 },
	};
	const claims = new OwedClaims(setting);
	const questions = new Questions(setting, claims, onReply);
	const talks = new Talks(setting, questions);
	const policy =
		config.conversationPolicy === "group"
			? new GroupPolicy(setting, talks)
			: new PairedPolicy(setting, talks);
	const greetings = new Greetings({ setting, policy, talks, questions });
	const followers = new Followers(deps.stage);
	const answering = new Answering(setting, questions);
	return {
		setting,
		policy,
		talks,
		questions,
		claims,
		greetings,
		followers,
		rounds: new Rounds({ setting, policy, talks, questions, answering, greetings, followers }),
		tellings: new Tellings({ setting, policy, claims, greetings }),
	};
}
