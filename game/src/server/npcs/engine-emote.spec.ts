import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { emote } from "./engine-emote";

export = (t: Suite) => {
	t.it("hops where a body is not rigged for animations", () => {
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		emote(body);
		expect(body.FindFirstChildOfClass("Humanoid")!.Jump).toBe(true);
		body.Destroy();
	});

	t.it("does nothing with a body that cannot move", () => {
		const statue = new Instance("Model");
		emote(statue);
		expect(statue.GetDescendants().size()).toBe(0);
	});
};
