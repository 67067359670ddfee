import { ServerStorage } from "@rbxts/services";
import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createBodies, TEMPLATE_NAME } from "./engine-template";

function rig() {
	const logged: string[] = [];
	return { logged, make: createBodies({ write: (_, message) => logged.push(message) }) };
}

export = (t: Suite) => {
	t.it("[CB54] makes a body of its own where there is no template", () => {
		const { logged, make } = rig();
		expect(make("a").FindFirstChild("LeftEar") !== undefined).toBe(true);
		expect(logged).toEqual([]);
	});

	t.it("[CB54] copies the developer's template, which stays as it is", () => {
		const template = placeBody(TEMPLATE_NAME, new Vector3(0, 3, 0));
		template.SetAttribute("WanderRadius", 5);
		template.Parent = ServerStorage;
		const { make } = rig();
		const [first, second] = [make("a"), make("a")];
		expect(first.FindFirstChild("LeftEar")).toBe(undefined);
		expect(first === second || first === template).toBe(false);
		expect(first.GetAttribute("WanderRadius")).toBe(5);
		expect(first.PrimaryPart!.Parent).toBe(first as Instance);
		for (const each of [first, second, template]) each.Destroy();
	});

	t.it("[CB54] says once what is wrong with a template, and does without it", () => {
		for (const className of ["Folder", "Model"] as const) {
			const template = new Instance(className);
			template.Name = TEMPLATE_NAME;
			template.Parent = ServerStorage;
			const { logged, make } = rig();
			for (const id of ["a", "b"]) expect(make(id).FindFirstChild("LeftEar") !== undefined).toBe(true);
			template.Destroy();
			expect(logged.size(), className).toBe(1);
		}
	});
};
