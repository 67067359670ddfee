import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import { watchNpcs } from "./engine-npcs";

/** An NPC in the Workspace, and what was heard of it. */
function rig() {
	const body = placeBody("Ada", new Vector3(0, 3, 0));
	body.SetAttribute("NpcId", "ada");
	body.SetAttribute("Persona", "Sells fruit.");
	body.AddTag(NPC_TAG);
	const heard: string[] = [];
	const stop = watchNpcs(
		{
			arrived: ({ id, name }) => {
				heard.push(`+${id} ${name}`);
				return id;
			},
			described: (id, persona) => heard.push(`${id}: ${persona}`),
			left: (id) => heard.push(`-${id}`),
		},
		{ defaultWanderRadius: 40, logger: { write: (_, message) => heard.push(message) } },
	);
	return { body, heard, stop };
}

export = (t: Suite) => {
	t.it("follows an NPC that comes, is renamed and goes", () => {
		const { body, heard, stop } = rig();
		body.SetAttribute("DisplayName", "Ada Lane");
		task.wait();
		body.Destroy();
		task.wait();
		expect(heard).toEqual(["+ada Ada", "-ada", "+ada Ada Lane", "-ada"]);
		stop();
	});

	t.it("tells of another persona without a parting", () => {
		const { body, heard, stop } = rig();
		body.SetAttribute("Persona", "Sells fruit, and is cross.");
		task.wait();
		body.SetAttribute("Mood", "unhappy");
		task.wait();
		expect(heard).toEqual(["+ada Ada", "ada: Sells fruit, and is cross."]);
		body.SetAttribute("Persona", undefined);
		task.wait();
		expect(heard[2]).toBe("ada: ");
		stop();
		body.SetAttribute("Persona", "Unheard.");
		task.wait();
		expect(heard.size()).toBe(4);
		expect(heard[3]).toBe("-ada");
		body.Destroy();
	});
};
