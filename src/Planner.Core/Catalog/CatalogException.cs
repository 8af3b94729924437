namespace Planner.Catalog;

/// <summary>The shipped or configured tasks or model cards are wrong; the message says where and what to do.</summary>
public sealed class CatalogException(string message, Exception? inner = null) : Exception(message, inner);
