import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { openTalkRemotes } from "../../shared/remotes/engine-remotes";
import type { EarshotMessage } from "../../shared/remotes/messages";
import { TYPING_ATTRIBUTE } from "../../shared/remotes/npc-marks";
import { attend } from "../npcs/engine-attention";
import { emote } from "../npcs/engine-emote";
import type { EngineMover } from "../npcs/engine-mover";
import { audienceOf } from "./audience";
import { engineTextFilter } from "./engine-text-filter";
import type { ShowingCounts } from "./filtered-texts";
import { createFilteredTexts } from "./filtered-texts";
import type { Stage } from "./stage";

/** The stage of a running place. */
export interface EngineStage extends Stage {
	/** Whether an NPC faces or follows somebody, and must not be sent elsewhere. */
	readonly isHeld: (npcId: string) => boolean;
	/** Lets go of an entity that has left, and of the body it leaves behind. */
	readonly forget: (id: string) => void;
	readonly counts: () => ShowingCounts;
	readonly stop: () => void;
}

/** What a player hears who stands alone. */
const ALONE: EarshotMessage = { members: [], byModel: false };

/** The player in the server whose entity id that is; NPCs' ids and those of players who have left give none. */
function playerOf(id: string): Player | undefined {
	const userId = tonumber(id);
	const player = userId === undefined ? undefined : Players.GetPlayerByUserId(userId);
	return player && tostring(player.UserId) === id ? player : undefined;
}

/** Shows talk in the place: opens the remotes, and needs `bodyOf` (by entity id) and `mover` to move NPCs. */
export function createEngineStage(
	bodyOf: (id: string) => Model | undefined,
	mover: EngineMover,
): EngineStage {
	const trove = new Trove();
	const remotes = openTalkRemotes();
	const attention = attend(bodyOf, mover);
	const views = new Map<string, EarshotMessage>();
	const typing = new Map<string, Model>();
	let isOpen = true;
	/** Nobody once the stage is closed: a text may come back from the filter after that. */
	const present = (id: string) => (isOpen ? playerOf(id) : undefined);
	const texts = createFilteredTexts({
		filter: engineTextFilter,
		spawn: (work) => task.spawn(work),
		after: (seconds, work) => {
			const timer = task.delay(seconds, work);
			return () => task.cancel(timer);
		},
	});

	const stopTyping = (npcId: string) => {
		typing.get(npcId)?.SetAttribute(TYPING_ATTRIBUTE, undefined);
		typing.delete(npcId);
	};

	trove.add(
		remotes.askEarshot.connect((player) =>
			remotes.earshot.fire(player, views.get(tostring(player.UserId)) ?? ALONE),
		),
	);
	trove.connect(Players.PlayerRemoving, (player) => views.delete(tostring(player.UserId)));

	return {
		showLine: (line) => {
			const audience = audienceOf(line, (id) => present(id)?.UserId);
			if (!audience) return;
			const overhearing = new Map<number, boolean>();
			for (const listener of audience.listeners) overhearing.set(listener.userId, listener.isOverhearing);
			texts.show({
				lane: line.clusterId,
				text: line.content,
				authorId: audience.authorId,
				userIds: audience.listeners.map((listener) => listener.userId),
				show: (userId, text) => {
					const player = present(tostring(userId));
					if (!player) return;
					const { speaker, byModel } = line;
					const isOverheard = overhearing.get(userId) === true;
					remotes.line.fire(player, { speaker, text, isOverheard, byModel }, bodyOf(speaker.id));
				},
			});
		},
		setTyping: (npcId, isTyping) => {
			const body = isTyping ? bodyOf(npcId) : undefined;
			if (typing.get(npcId) === body) return;
			stopTyping(npcId);
			if (!body) return;
			body.SetAttribute(TYPING_ATTRIBUTE, true);
			typing.set(npcId, body);
		},
		face: attention.face,
		follow: attention.follow,
		isHeld: attention.isHeld,
		emote: (npcId) => {
			const body = bodyOf(npcId);
			if (body) emote(body);
		},
		// Filtered as well: it names NPCs and places, whose names may have come from anywhere.
		systemLine: (playerId, text) => {
			const userId = present(playerId)?.UserId;
			if (userId === undefined) return;
			texts.show({
				lane: `system ${playerId}`,
				text,
				authorId: userId,
				userIds: [userId],
				show: (_, filtered) => {
					const player = present(playerId);
					if (player) remotes.system.fire(player, filtered);
				},
			});
		},
		earshot: (playerId, { members, byModel }) => {
			const player = present(playerId);
			if (!player) return;
			const view = { members, byModel };
			views.set(playerId, view);
			remotes.earshot.fire(player, view);
		},
		forget: (id) => {
			stopTyping(id);
			mover.stop(id);
			attention.forget(id);
		},
		counts: texts.counts,
		stop: () => {
			isOpen = false;
			trove.destroy();
			for (const [id] of typing) stopTyping(id);
			attention.stop();
			remotes.destroy();
		},
	};
}
