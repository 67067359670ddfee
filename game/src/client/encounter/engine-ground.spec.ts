import { Workspace } from "@rbxts/services";
import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { RoomMessage } from "../../shared/remotes/encounter-messages";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import { openGround, surveyor } from "./engine-ground";

const ground = { corner: { x: -20, z: -20 }, studs: 5, width: 8, height: 8, reach: [] };
const room: RoomMessage = {
	status: "active",
	round: 1,
	seats: [],
	canJoin: false,
	leads: [],
	notice: "",
	ground,
};
const reach = [{ x: 1, y: 1, width: 3 }];

function drawn(): readonly string[] {
	const names: string[] = [];
	for (const each of Workspace.GetChildren()) if (each.IsA("WireframeHandleAdornment")) names.push(each.Name);
	return names.sort();
}

function rig() {
	const body = placeBody("Robin", new Vector3(0, 3, 0));
	body.AddTag(NPC_TAG);
	const block = placeBlock(new Vector3(60, 2, 60), new Vector3(0, 0, 0));
	let isHere = true;
	const picture = openGround(() => (isHere ? body : undefined));
	return {
		picture,
		leave: (hasLeft: boolean) => {
			isHere = !hasLeft;
		},
		close: () => {
			picture.stop();
			body.Destroy();
			block.Destroy();
		},
	};
}

export = (t: Suite) => {
	t.it("[EG13] draws the cells while there is an encounter, and where one can go on one's turn", () => {
		const { picture, close } = rig();
		expect(drawn()).toEqual([]);
		picture.show({ canOpen: true });
		expect(drawn()).toEqual([]);
		picture.show({ canOpen: false, room });
		expect(drawn()).toEqual(["EncounterCells"]);
		picture.show({ canOpen: false, room: { ...room, ground: { ...ground, reach } } });
		expect(drawn()).toEqual(["EncounterCells", "EncounterReach"]);
		picture.show({ canOpen: false, room });
		expect(drawn()).toEqual(["EncounterCells"]);
		picture.show({ canOpen: false, room: { ...room, status: "completed" } });
		expect(drawn()).toEqual([]);
		picture.show({ canOpen: false, room });
		picture.show({ canOpen: true });
		expect(drawn()).toEqual([]);
		close();
	});

	t.it("[EG13] leaves nothing behind, also where it is stopped while there is an encounter", () => {
		const { picture, close } = rig();
		picture.show({ canOpen: false, room: { ...room, ground: { ...ground, reach } } });
		close();
		expect(drawn()).toEqual([]);
	});

	t.it("[EG13] draws nothing for a player without a body, until there is one again", () => {
		const { picture, leave, close } = rig();
		leave(true);
		picture.show({ canOpen: false, room });
		expect(drawn()).toEqual([]);
		leave(false);
		picture.draw();
		expect(drawn()).toEqual(["EncounterCells"]);
		close();
	});

	t.it(
		"[EG13] lies on floors and steps, under bodies and roofs, and on a level with feet where there is nothing",
		() => {
			const { close } = rig();
			const step = placeBlock(new Vector3(8, 1, 8), new Vector3(10, 1, 10));
			const roof = placeBlock(new Vector3(60, 1, 60), new Vector3(0, 20, 0));
			const spotOf = surveyor(ground, new Vector3(0, 5, 0));
			const heightOf = (x: number, y: number) => math.round(spotOf({ x, y }).Y * 100) / 100;
			expect(heightOf(1, 1), "the floor").toBe(0.15);
			expect(heightOf(6, 6), "a step").toBe(1.15);
			expect(heightOf(4, 4), "under the player").toBe(0.15);
			expect(heightOf(40, 40), "beyond the floor").toBe(2.15);
			const { X: x, Z: z } = spotOf({ x: 6, y: 1 });
			expect([x, z]).toEqual([10, -15]);
			close();
			step.Destroy();
			roof.Destroy();
		},
	);
};
