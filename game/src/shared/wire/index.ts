export * from "./chatlings";
export * from "./context";
export * from "./encounters";
export * from "./experience";
export * from "./message";
export * from "./snapshot";
export * from "./vec3";
