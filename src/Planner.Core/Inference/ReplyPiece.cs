namespace Planner.Inference;

/// <summary>A reply that is passed on, or a part of it.</summary>
/// <param name="Bytes">Its bytes; whole events when it streams. Not to be kept.</param>
/// <param name="Streams">Whether it is a part of a stream of events; else it is the whole reply, JSON.</param>
public readonly record struct ReplyPiece(ReadOnlyMemory<byte> Bytes, bool Streams);
