import type { MessageContextWire } from "../../shared/wire";
import type { ClusterTick } from "../clusters/cluster";
import { contextOf } from "./context";
import type { ConversationDeps } from "./conversation-deps";
import type { ConversationStats } from "./counters";
import type { TalkInput, TickInput } from "./event-log";
import type { Reply } from "./mind-port";
import type { Participant } from "./participant";
import { buildParts } from "./parts";
import { People } from "./people";
import { recordReads } from "./recording";
import type { Setting } from "./setting";
import type { EarshotView } from "./stage";
import type { Talk } from "./talk";
import { viewOf } from "./tellings";
import { plain, trim } from "./wording";

/**
 * Who talks with whom and who hears what. All inputs come in the order in which they happened, `now` in seconds
 * of one clock that never goes back; nothing happens between them.
 */
export interface Conversations {
	/** Once a second, after the clusters of a frame are known: looks who is near whom, and which talk has ended. */
	readonly tick: (input: TickInput) => void;
	/**
	 * Clusters have changed; comes before the `tick` of the same frame. `changeIds` are those of the tick's changes,
	 * in order, as they went to the backend.
	 */
	readonly clustersChanged: (tick: ClusterTick, changeIds: readonly string[], now: number) => void;
	/** The backend holds these changes, or (`ok` false) could not be made to in time. */
	readonly confirmed: (changeIds: readonly string[], ok: boolean) => void;
	/** A player has said something in the chat. */
	readonly heard: (playerId: string, text: string, now: number) => void;
	/** Every frame: what minds have answered is shown as its turn comes. */
	readonly step: (now: number) => void;
	/** An entity has gone from the place. */
	readonly forget: (entityId: string) => void;
	/** Whether a talk holds an NPC, or it follows somebody: it then goes no ways of its own. */
	readonly isBusy: (npcId: string) => boolean;
	/** What a player has been told of who is in earshot. */
	readonly view: (playerId: string) => EarshotView;
	/** Somebody as a participant of talk; undefined where it is not in the place. */
	readonly participant: (entityId: string) => Participant | undefined;
	/** Everybody who is in a talk, or could be: the groups of `group`, the pairs of `paired`. */
	readonly groups: () => readonly Pick<Talk, "clusterId" | "members" | "state">[];
	/** What an NPC that is in a talk would be given to know if it were asked now. */
	readonly contextOf: (npcId: string) => MessageContextWire | undefined;
	readonly stats: () => ConversationStats;
	/** Ends every talk. Later inputs do nothing. */
	readonly close: () => void;
}

/** Starts with nobody anywhere. */
export function createConversations(given: ConversationDeps): Conversations {
	const { log } = given;
	const deps = log === undefined ? given : recordReads(given, log);
	let replies: Reply[] = [];
	let isOpen = true;
	const take = (input: TalkInput): boolean => {
		if (isOpen) log?.note(input);
		return isOpen;
	};
	const parts = buildParts(deps, (reply) => {
		if (take({ kind: "reply", reply })) replies.push(reply);
	});
	const { setting, policy, talks, claims, greetings, followers, rounds, tellings } = parts;
	const { announcer, whereabouts, moment, people } = setting;

	// Whoever merely looks must not change what is recorded.
	const onlookers: Setting = { ...setting, ...given, people: new People(given) };

	const goTo = (now: number) => {
		moment.unix += now - moment.now;
		moment.now = now;
	};
	const drain = () => {
		const arrived = replies;
		replies = [];
		for (const reply of arrived) {
			if (reply.byModel) tellings.noteModel();
			rounds.reply({ ...reply, content: trim(reply.content) });
		}
	};

	return {
		tick: (input) => {
			if (!take({ kind: "tick", input })) return;
			moment.now = input.now;
			moment.unix = input.unix;
			whereabouts.look(input.frame);
			whereabouts.gather(input.ticked);
			policy.check(input.ticked);
			setting.cooldowns.sweep(input.now);
			greetings.look();
		},
		clustersChanged: (tick, changeIds, now) => {
			if (tick.changes.isEmpty() || !take({ kind: "changed", tick, changeIds, now })) return;
			moment.now = now;
			moment.unix = tick.at;
			announcer.changed(tick.changes, changeIds, now + deps.config.confirmSeconds);
			whereabouts.gather(tick);
			policy.follow(tick);
		},
		confirmed: (changeIds, ok) => {
			if (!take({ kind: "confirmed", changeIds, ok })) return;
			tellings.tell(announcer.confirmed(changeIds, ok));
			greetings.look();
		},
		heard: (playerId, text, now) => {
			const content = trim(text);
			if (content === "" || !take({ kind: "heard", playerId, text, now })) return;
			goTo(now);
			const isPresent = people.isPlayer(playerId);
			const talk = isPresent ? policy.addressed(playerId, plain(content)) : undefined;
			if (talk === undefined) setting.counters.unheard += 1;
			else rounds.hear(talk, { speaker: people.speaker(playerId), content });
		},
		step: (now) => {
			const isDue = announcer.isDue(now);
			const isIdle = replies.isEmpty() && talks.active().isEmpty() && !isDue;
			if (isIdle || !take({ kind: "step", now })) return;
			goTo(now);
			if (isDue) {
				tellings.tell(announcer.expire(now));
				greetings.look();
			}
			drain();
			for (const talk of talks.active()) rounds.step(talk);
		},
		forget: (id) => {
			if (!take({ kind: "forget", id })) return;
			policy.forget(id);
			followers.forget(id);
			greetings.forget(id);
			claims.forget(id);
			tellings.forget(id);
			setting.memories.forget(id);
			setting.pauses.forget(id);
			people.forget(id);
			onlookers.people.forget(id);
		},
		isBusy: (npcId) => policy.isBusy(npcId) || followers.isFollowing(npcId),
		view: (playerId) => viewOf(onlookers, playerId, tellings.byModel()),
		participant: (id) => onlookers.people.get(id)?.participant,
		groups: () => policy.talks().map(({ clusterId, members, state }) => ({ clusterId, members, state })),
		contextOf: (npcId) => {
			const talk = policy.talkOf(npcId);
			return talk && { ...contextOf(onlookers, talk, npcId), relationships: given.relationships(npcId) };
		},
		stats: () => ({
			...setting.counters,
			replies: { ...setting.counters.replies },
			active: talks.active().size(),
		}),
		close: () => {
			if (!take({ kind: "close" })) return;
			policy.close();
			followers.close();
			isOpen = false;
		},
	};
}
