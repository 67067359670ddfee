import { FONTS } from "./theme";

/** An instance with these properties and children, not yet anywhere. */
export function make<Name extends keyof CreatableInstances>(
	className: Name,
	properties: Partial<WritableInstanceProperties<CreatableInstances[Name]>>,
	children: readonly Instance[] = [],
): CreatableInstances[Name] {
	const instance = new Instance(className);
	for (const [name, value] of pairs(properties)) instance[name as never] = value as never;
	for (const child of children) child.Parent = instance;
	return instance;
}

/** Lays children out from above, so many pixels apart. */
export function columnLayout(gap: number): UIListLayout {
	return make("UIListLayout", {
		FillDirection: Enum.FillDirection.Vertical,
		SortOrder: Enum.SortOrder.LayoutOrder,
		Padding: new UDim(0, gap),
	});
}

/** Small print across the whole width, as high as its text; not to be seen until there is one. */
export function noteLabel(color: Color3, order: number): TextLabel {
	return make("TextLabel", {
		Size: new UDim2(1, 0, 0, 0),
		AutomaticSize: Enum.AutomaticSize.Y,
		BackgroundTransparency: 1,
		Text: "",
		TextColor3: color,
		TextSize: 13,
		Font: FONTS.regular,
		TextWrapped: true,
		TextXAlignment: Enum.TextXAlignment.Left,
		LayoutOrder: order,
		Visible: false,
	});
}
