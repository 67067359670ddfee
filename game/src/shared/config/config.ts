import type { ChatlingsConfig } from "./chatlings-config";
import { CHATLINGS_DEFAULTS } from "./chatlings-config";
import type { EncountersConfig } from "./encounters-config";
import { ENCOUNTERS_DEFAULTS } from "./encounters-config";

/** Every number of the place, with its unit in its name and its reason beside it. */
export interface EarshotConfig extends ChatlingsConfig, EncountersConfig {
	/** World that this place's state is kept under in the backend. */
	readonly world: string;
	/** Where the backend listens, without a trailing slash. */
	readonly apiUrl: string;
	/** Key for the backend where the secret is not set; anybody who can edit the place can read it. Empty for none. */
	readonly apiKey: string;

	/** Studs at or under which two entities link: a voice carries about two character lengths. */
	readonly linkStuds: number;
	/** Studs beyond which a link breaks; more than `linkStuds`, so that a member on the edge does not flap. */
	readonly unlinkStuds: number;
	/** Members a cluster may have: more than this is a crowd of several conversations. */
	readonly maxClusterMembers: number;
	/** Studs from one end of a cluster to the other: beyond it nobody hears both ends. */
	readonly maxClusterDiameterStuds: number;

	/** Seconds between looks at who is near whom. */
	readonly proximitySeconds: number;
	/** Seconds between updates of the local state. */
	readonly localStateSeconds: number;
	/** Seconds between syncs with the backend while nobody watches the world. */
	readonly syncSeconds: number;
	/** Seconds between syncs while the backend reports readers of this world: the local state's own pace. */
	readonly watchedSyncSeconds: number;
	/** Studs an entity must move before its position is sent again (measured from the last acknowledged one). */
	readonly moveThresholdStuds: number;
	/** Interactions kept per entity, newest first. */
	readonly maxRecentInteractions: number;

	/** HTTP requests a minute that the place allows itself, of the 500 that Roblox grants a server. */
	readonly requestsPerMinute: number;
	/** Requests that may go out back to back before the rate bites. */
	readonly requestBurst: number;
	/** Seconds after which an unanswered request counts as lost. */
	readonly requestTimeoutSeconds: number;
	/** First wait before a retry; doubles with each failure. */
	readonly retryBaseSeconds: number;
	/** Longest wait before a retry. */
	readonly retryCapSeconds: number;
	/** Longest wait that a `Retry-After` may ask for: a slip in a proxy must not silence a place for an hour. */
	readonly retryAfterCapSeconds: number;
	/** Seconds that a change of a cluster may wait for its confirmation before it is spoken of all the same. */
	readonly confirmSeconds: number;
	/** Body size from which requests are compressed, in bytes. */
	readonly gzipFromBytes: number;
	/** Body size that one snapshot may have before it is sent in parts; Roblox has refused 1 MiB. */
	readonly maxBodyBytes: number;
	/** Events that may wait for an acknowledgement. */
	readonly maxOutboxEvents: number;
	/** Bytes (as encoded) that waiting events may hold. */
	readonly maxOutboxBytes: number;
	/** Seconds of the 30 that Roblox grants at shutdown which the last flush may take. */
	readonly flushSeconds: number;

	/** Characters of a player's line that NPCs hear: as long as the chat bar lets one type. */
	readonly maxChatCharacters: number;
	/** Lines a minute that NPCs hear of one player: each may cost a mind its answer. */
	readonly chatLinesPerMinute: number;
	/** Lines of one player that are heard back to back before the rate bites. */
	readonly chatBurst: number;

	/** Seconds between requests that carry talk; what comes meanwhile goes along with the next. */
	readonly talkSeconds: number;
	/** The same while something urgent waits: as soon as the request budget can bear it all along. */
	readonly urgentTalkSeconds: number;
	/** Lines, messages and registrations in one request. */
	readonly maxTalkPerRequest: number;
	/** Lines, messages and registrations that may wait for the backend: an hour's outage of a lively place. */
	readonly maxTalkWaiting: number;
	/** Bytes (as encoded) that they may hold. */
	readonly maxTalkBytes: number;
	/** Seconds that an answer to a player may take before the mind is asked directly: longer feels ignored. */
	readonly urgentOverdueSeconds: number;
	/** The same for an answer to an NPC: nobody stands waiting for it. */
	readonly conversationOverdueSeconds: number;
	/** The same for everything that can wait. */
	readonly backgroundOverdueSeconds: number;
	/** Seconds that a direct call may take before the NPC speaks for itself. */
	readonly directSeconds: number;
	/** Direct calls at the same time: Roblox has few slots for requests that are open. */
	readonly maxDirectCalls: number;
	/** Seconds after a failed direct call in which none is tried: an outage must not cost a request an answer. */
	readonly directPauseSeconds: number;
	/** Seconds that an answer waits for an earlier one of the same NPC. */
	readonly orderWaitSeconds: number;
	/** Seconds that one poll for answers is held: proxies cut longer ones. */
	readonly inboxWaitSeconds: number;
	/** Seconds that an answer to a held poll may come late. */
	readonly inboxMarginSeconds: number;
	/** Seconds from one poll for answers to the next, however soon it was answered. */
	readonly inboxSpacingSeconds: number;
	/** Seconds after the loss of a stream of answers until the next is tried; polls serve meanwhile. */
	readonly streamRetrySeconds: number;
	/** Seconds without a word on a stream after which it counts as lost: several of its beats. */
	readonly streamSilenceSeconds: number;

	/** Seconds in which answers to one line are collected before the first of them is heard. */
	readonly aggregationSeconds: number;
	/** Seconds that a character of a line takes to be said: the next speaker waits for it, as people do. */
	readonly speakSecondsPerCharacter: number;
	/** Longest wait for a line to have been said: a group does not fall silent over a speech. */
	readonly maxSpeakSeconds: number;

	/** Id of the experience whose items players find here; empty for none. Nothing of it runs without a tagged item. */
	readonly experience: string;
	/** Studs at which an item is offered that brings no prompt of its own: a step away, as the engine has it. */
	readonly itemReachStuds: number;
	/** Studs beyond a prompt's reach from which taking is still believed: what one runs while the word travels. */
	readonly itemReachSlackStuds: number;
	/** Things that one player may take in a minute: each costs a request, of which all players share a few. */
	readonly takesPerMinute: number;
	/** Things that one player may take back to back before the rate bites: a find of several. */
	readonly takeBurst: number;
	/** Seconds that one try to tell of an action may take. */
	readonly actionSeconds: number;
	/** Seconds after which an action that could not be told is given up: a player has walked on by then. */
	readonly actionGiveUpSeconds: number;
	/** Actions being told at the same time: Roblox has few slots for requests that are open. */
	readonly maxActions: number;

	/** Seconds between wander decisions of an NPC. */
	readonly wanderSeconds: number;
	/** Studs around its home in which an NPC without a `WanderRadius` wanders. */
	readonly wanderRadiusStuds: number;
	/** Milliseconds of one frame that the proximity step may use before it goes on in the next frame. */
	readonly proximityBudgetMs: number;

	/** Who talks with whom: everybody in earshot as one `group`, or one to one and exclusively, `paired`. */
	readonly conversationPolicy: "group" | "paired";
	/** Seconds between two greetings of the same entity by the same NPC, and after a talk of the two. */
	readonly greetingCooldownSeconds: number;
	/** Seconds between two lines of one NPC: faster than this it drowns the others. */
	readonly minResponseSeconds: number;
	/** Studs from a speaker within which those outside its group overhear: past a group's edge, not across the square. */
	readonly overhearStuds: number;
	/** NPCs asked about one line of a player: with more of them the answers last longer than anybody's patience. */
	readonly maxResponders: number;
	/** Lines that NPCs say in a row without a player: a chat, not a play. */
	readonly maxNpcTurns: number;
	/** Questions to minds that one group may cost in a minute: more than natural pauses leave room for. */
	readonly groupMessagesPerMinute: number;
	/** Questions that a group may ask back to back before its rate bites. */
	readonly groupMessageBurst: number;
	/** Lines of a group that may wait to be answered; older ones are heard, and answered no more. */
	readonly maxWaitingLines: number;
	/** Lines that an NPC keeps in mind: what a reader would scroll back. */
	readonly maxHeardLines: number;
	/** Questions to minds that a spoken line pays for. At least 1, or no line could be answered. */
	readonly mindCallsPerLine: number;
	/** Questions that a talk may ask before lines have paid for them, so that a first line finds several ears. */
	readonly mindCallAdvance: number;
	/** Seconds that NPCs wait for a player's next line before they turn away: as long as a slow typist needs. */
	readonly playerPatienceSeconds: number;
}

export const DEFAULT_CONFIG: EarshotConfig = {
	world: "default",
	apiUrl: "http://localhost:3000",
	apiKey: "",

	linkStuds: 10,
	unlinkStuds: 12,
	maxClusterMembers: 24,
	maxClusterDiameterStuds: 60,

	proximitySeconds: 1,
	localStateSeconds: 2,
	syncSeconds: 10,
	watchedSyncSeconds: 2,
	moveThresholdStuds: 0.1,
	maxRecentInteractions: 10,

	requestsPerMinute: 400,
	requestBurst: 20,
	requestTimeoutSeconds: 10,
	retryBaseSeconds: 1,
	retryCapSeconds: 30,
	retryAfterCapSeconds: 120,
	confirmSeconds: 2,
	gzipFromBytes: 1024,
	maxBodyBytes: 900_000,
	maxOutboxEvents: 10_000,
	maxOutboxBytes: 8_000_000,
	flushSeconds: 20,

	maxChatCharacters: 200,
	chatLinesPerMinute: 20,
	chatBurst: 5,

	talkSeconds: 1,
	urgentTalkSeconds: 0.3,
	maxTalkPerRequest: 200,
	maxTalkWaiting: 5_000,
	maxTalkBytes: 4_000_000,
	urgentOverdueSeconds: 3,
	conversationOverdueSeconds: 8,
	backgroundOverdueSeconds: 15,
	directSeconds: 5,
	maxDirectCalls: 8,
	directPauseSeconds: 5,
	orderWaitSeconds: 3,
	inboxWaitSeconds: 25,
	inboxMarginSeconds: 5,
	inboxSpacingSeconds: 0.5,
	streamRetrySeconds: 30,
	streamSilenceSeconds: 60,

	aggregationSeconds: 5,
	speakSecondsPerCharacter: 0.1,
	maxSpeakSeconds: 6,

	experience: "wylding-woods",
	itemReachStuds: 10,
	itemReachSlackStuds: 8,
	takesPerMinute: 30,
	takeBurst: 5,
	actionSeconds: 5,
	actionGiveUpSeconds: 20,
	maxActions: 4,

	...CHATLINGS_DEFAULTS,
	...ENCOUNTERS_DEFAULTS,

	wanderSeconds: 5,
	wanderRadiusStuds: 40,
	proximityBudgetMs: 2,

	conversationPolicy: "group",
	greetingCooldownSeconds: 30,
	minResponseSeconds: 3,
	overhearStuds: 16,
	maxResponders: 3,
	maxNpcTurns: 8,
	groupMessagesPerMinute: 30,
	groupMessageBurst: 8,
	maxWaitingLines: 8,
	maxHeardLines: 20,
	mindCallsPerLine: 1.2,
	mindCallAdvance: 2,
	playerPatienceSeconds: 15,
};
