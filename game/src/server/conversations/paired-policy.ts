import type { ClusterTick } from "../clusters/cluster";
import { Locks } from "./locks";
import type { ConversationPolicy } from "./policy";
import type { Setting } from "./setting";
import type { Talk } from "./talk";
import type { Talks } from "./talks";
import { mentions } from "./wording";

/**
 * One to one and exclusively: whoever talks is taken, gets no word of newcomers, starts nothing and is no target
 * for anyone else, until the two are out of range, one of them ends it, or the place shuts down.
 */
export class PairedPolicy implements ConversationPolicy {
	readonly locks = new Locks();
	/** By the id of each of the two. */
	private readonly pairs = new Map<string, Talk>();

	constructor(
		private readonly setting: Setting,
		private readonly lifecycle: Talks,
	) {}

	readonly follow = (tick: ClusterTick) => this.check(tick);

	/** The range of a talk is that of the clusters: there is no second measure of distance. */
	readonly check = (tick: ClusterTick) => {
		for (const talk of this.talks()) {
			const [a, b] = [tick.clusterOf.get(talk.members[0]!), tick.clusterOf.get(talk.members[1]!)];
			if (a !== undefined && a === b) talk.clusterId = a;
			else this.release(talk);
		}
	};

	readonly talkOf = (entityId: string) => this.pairs.get(entityId);

	/** A free player who speaks takes the free NPC that it names, else the nearest, of those that react to it. */
	readonly addressed = (playerId: string, plainLine: string) => {
		const { people, whereabouts } = this.setting;
		const own = this.pairs.get(playerId);
		const clusterId = whereabouts.clusterOf(playerId);
		if (own !== undefined || clusterId === undefined) return own;
		const free = (whereabouts.cluster(clusterId)?.members ?? []).filter((id) => {
			const npc = people.npc(id);
			if (npc === undefined || this.locks.isTaken(id)) return false;
			return whereabouts.isWithin(id, playerId, npc.responseRadius);
		});
		const named = free.filter((id) => mentions(plainLine, people.speaker(id).name));
		const npcId = whereabouts.nearest(playerId, named.isEmpty() ? free : named);
		return npcId === undefined ? undefined : this.pair(npcId, playerId, clusterId);
	};

	readonly greeting = (npcId: string, otherId: string) => {
		const { cooldowns, moment, whereabouts } = this.setting;
		const clusterId = whereabouts.clusterOf(npcId);
		if (clusterId === undefined || clusterId !== whereabouts.clusterOf(otherId)) return "wait";
		if (this.locks.isTaken(npcId) || this.locks.isTaken(otherId)) return "wait";
		if (!cooldowns.isOver(npcId, otherId, moment.now)) return "wait";
		return this.pair(npcId, otherId, clusterId);
	};

	/** Only players, who see what is said beside them; for NPCs a talk of two is theirs alone. */
	readonly overhearers = (talk: Talk, speakerId: string) => {
		const { whereabouts, people, config } = this.setting;
		const near = whereabouts.near(speakerId, config.overhearStuds);
		return near.filter((id) => !talk.members.includes(id) && people.isPlayer(id));
	};

	/** A player's talk is kept until one of them goes or ends it, once anything has been said. */
	readonly settle = (talk: Talk) => {
		const isPlayerThere = talk.members.some((id) => this.setting.people.isPlayer(id));
		if (!isPlayerThere || talk.lines === 0) this.release(talk);
	};

	readonly stopTalking = (talk: Talk) => this.release(talk);

	readonly isBusy = (npcId: string) => this.locks.isTaken(npcId);

	readonly forget = (entityId: string) => {
		const talk = this.pairs.get(entityId);
		if (talk !== undefined) this.release(talk);
	};

	/** By the first member's id, so that a run repeats. */
	readonly talks = () => {
		const talks: Talk[] = [];
		for (const [id, talk] of this.pairs) if (id === talk.members[0]) talks.push(talk);
		return talks.sort((a, b) => a.members[0]! < b.members[0]!);
	};

	readonly close = () => {
		for (const talk of this.talks()) this.release(talk);
	};

	private pair(npcId: string, otherId: string, clusterId: string): Talk {
		if (this.setting.people.isPlayer(otherId)) this.locks.lockPlayer(npcId, otherId);
		else this.locks.lockNpcs(npcId, otherId);
		const talk = this.lifecycle.create(clusterId, [npcId, otherId].sort());
		for (const id of talk.members) this.pairs.set(id, talk);
		this.lifecycle.begin(talk);
		return talk;
	}

	private release(talk: Talk): void {
		this.lifecycle.endInteraction(talk);
		for (const id of talk.members) this.pairs.delete(id);
		this.locks.release(talk.members[0]!);
	}
}
