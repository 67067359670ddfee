import { Workspace } from "@rbxts/services";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, Logger, RandomSource } from "../../shared/util/ports";
import type { EngineMover } from "../npcs/engine-mover";
import { createWays } from "../npcs/engine-ways";
import type { Chatling } from "./chatling";
import { chatlingId } from "./chatling";
import type { ChatlingStage } from "./chatlings";
import { createDepartures } from "./engine-departures";
import { showMood } from "./engine-sign";
import { spotBeside } from "./engine-spot";
import { createBodies } from "./engine-template";

/** Folder of the Workspace that they stand in. */
const FOLDER_NAME = "EarshotChatlings";
const ABILITIES = "initiate_chat,move";

export interface EngineChatlingsDeps {
	readonly config: Pick<EarshotConfig, "chatlingWanderStuds" | "chatlingLostStuds">;
	readonly clock: Pick<Clock, "seconds">;
	readonly logger: Logger;
	readonly random: RandomSource;
	readonly mover: Pick<EngineMover, "stop">;
	/** The body of a player's entity. */
	readonly bodyOf: (userId: string) => Model | undefined;
}

/** The bodies of chatlings. */
export interface EngineChatlings extends Omit<ChatlingStage, "tell"> {
	/** Every frame; `now` in the clock's seconds. */
	readonly step: (now: number) => void;
	readonly stop: () => void;
}

interface Bodied {
	readonly userId: string;
	readonly body: Model;
}

/** What stands in the attributes of the template goes before what chatlings have by themselves. */
function setUnlessSet(body: Model, name: string, value: AttributeValue): void {
	if (body.GetAttribute(name) === undefined) body.SetAttribute(name, value);
}

/** Puts a body's root that far above a point as it stands upright. */
function placeAt(body: Model, root: BasePart, ground: Vector3): void {
	const hips = body.FindFirstChildOfClass("Humanoid")?.HipHeight ?? 0;
	const target = ground.add(new Vector3(0, hips + root.Size.Y / 2, 0));
	body.PivotTo(body.GetPivot().add(target.sub(root.Position)));
}

export function createEngineChatlings(deps: EngineChatlingsDeps): EngineChatlings {
	const { config, clock, random, mover, bodyOf } = deps;
	const folder = new Instance("Folder");
	folder.Name = FOLDER_NAME;
	folder.Parent = Workspace;
	const makeBody = createBodies(deps.logger);
	const ways = createWays();
	const departures = createDepartures();
	/** By entity id. */
	const bodied = new Map<string, Bodied>();

	const rootOf = (userId: string) => bodyOf(userId)?.PrimaryPart;
	const putBeside = (body: Model, player: BasePart) => {
		const { x, y, z } = spotBeside(player.Position, ways, random);
		if (body.PrimaryPart) placeAt(body, body.PrimaryPart, new Vector3(x, y, z));
	};
	const describe = (body: Model, { name, persona, mood }: Chatling) => {
		const humanoid = body.FindFirstChildOfClass("Humanoid");
		if (humanoid) humanoid.DisplayName = name;
		body.Name = name;
		body.SetAttribute("DisplayName", name);
		body.SetAttribute("Persona", persona);
		body.SetAttribute("Mood", mood);
		showMood(body, mood);
	};

	return {
		appear: (userId, chatling) => {
			const player = rootOf(userId);
			if (!player) return false;
			const id = chatlingId(userId, chatling.creatureId);
			const body = makeBody(chatling.creatureId);
			describe(body, chatling);
			body.SetAttribute("NpcId", id);
			body.SetAttribute("ChatlingOf", userId);
			setUnlessSet(body, "Abilities", ABILITIES);
			setUnlessSet(body, "WanderRadius", config.chatlingWanderStuds);
			putBeside(body, player);
			body.AddTag(NPC_TAG);
			body.Parent = folder;
			bodied.set(id, { userId, body });
			return true;
		},
		change: (id, chatling) => {
			const known = bodied.get(id);
			if (known) describe(known.body, chatling);
		},
		takeAway: (id, runsAway) => {
			const known = bodied.get(id);
			if (!known) return;
			bodied.delete(id);
			const { userId, body } = known;
			if (!runsAway) return body.Destroy();
			// Before it is nobody's: whoever let it walk would else let it stand.
			mover.stop(id);
			body.RemoveTag(NPC_TAG);
			departures.start(body, rootOf(userId)?.Position ?? body.GetPivot().Position, clock.seconds());
		},
		isStanding: (id) => {
			const body = bodied.get(id)?.body;
			const humanoid = body?.FindFirstChildOfClass("Humanoid");
			const isAlive = humanoid === undefined || humanoid.Health > 0;
			return body?.PrimaryPart !== undefined && body.IsDescendantOf(Workspace) && isAlive;
		},
		bringBack: (id) => {
			const known = bodied.get(id);
			const player = known && rootOf(known.userId);
			const root = known?.body.PrimaryPart;
			if (!player || !root) return;
			if (player.Position.sub(root.Position).Magnitude <= config.chatlingLostStuds) return;
			mover.stop(id);
			putBeside(known.body, player);
		},
		step: departures.step,
		stop: () => {
			departures.stop();
			for (const [, { body }] of bodied) body.Destroy();
			bodied.clear();
			folder.Destroy();
		},
	};
}
