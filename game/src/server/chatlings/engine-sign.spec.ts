import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { showMood } from "./engine-sign";
import { MOOD_LOOKS } from "./mood-look";

const signsOf = (body: Model) => body.GetDescendants().filter((each) => each.IsA("BillboardGui"));

export = (t: Suite) => {
	t.it("[CB54] hangs one sign above the head, and says on it how it feels now", () => {
		const body = placeBody("Pip", new Vector3(0, 3, 0));
		for (const mood of ["happy", "unhappy", "neutral"] as const) {
			showMood(body, mood);
			const signs = signsOf(body);
			expect(signs.size()).toBe(1);
			expect((signs[0] as BillboardGui).Adornee!.Name).toBe("Head");
			const label = signs[0]!.FindFirstChildOfClass("TextLabel")!;
			expect(label.Text).toBe(MOOD_LOOKS[mood].text);
			expect(math.round(label.TextColor3.R * 255)).toBe(MOOD_LOOKS[mood].color[0]);
		}
		body.Destroy();
	});

	t.it("[CB54] makes do with any part, and does nothing without one", () => {
		const body = placeBody("Pip", new Vector3(0, 3, 0));
		body.FindFirstChild("Head")!.Destroy();
		showMood(body, "happy");
		expect((signsOf(body)[0] as BillboardGui).Adornee === body.PrimaryPart).toBe(true);
		body.Destroy();
		const nothing = new Instance("Model");
		showMood(nothing, "happy");
		expect(nothing.GetChildren()).toEqual([]);
	});
};
