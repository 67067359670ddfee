/** The numbers of players' chatlings in the place. */
export interface ChatlingsConfig {
	/** Whether the chatlings of players who are here stand in the place. */
	readonly chatlings: boolean;
	/** Seconds between two questions how they are: what happens to them happens a few times a day, or in a talk. */
	readonly chatlingPollSeconds: number;
	/** Seconds after a talk until it is asked what it did to them: the backend waits for its last lines first. */
	readonly chatlingTalkOverSeconds: number;
	/** Chatlings of one player in the place: company, and not a crowd that nobody else gets a word in. */
	readonly chatlingsPerPlayer: number;
	/** Chatlings in the place in all: each is a body to move and a mind to ask. */
	readonly chatlingsPerServer: number;
	/** Studs around its player in which a chatling wanders: in sight, and most of the time in earshot. */
	readonly chatlingWanderStuds: number;
	/** Studs from its player beyond which a chatling walks after them at once. */
	readonly chatlingRecallStuds: number;
	/** Studs from its player beyond which a chatling is not walked back but put beside them: they were carried off. */
	readonly chatlingLostStuds: number;
}

export const CHATLINGS_DEFAULTS: ChatlingsConfig = {
	chatlings: true,
	chatlingPollSeconds: 15,
	chatlingTalkOverSeconds: 8,
	chatlingsPerPlayer: 3,
	chatlingsPerServer: 40,
	chatlingWanderStuds: 12,
	chatlingRecallStuds: 20,
	chatlingLostStuds: 120,
};
