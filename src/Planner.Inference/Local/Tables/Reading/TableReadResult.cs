namespace Planner.Inference.Local.Tables;

/// <summary>What came of reading a table: the table, or what is wrong with the file.</summary>
public abstract record TableReadResult
{
    private TableReadResult()
    {
    }

    /// <summary>The table was read.</summary>
    /// <param name="Table">The table.</param>
    public sealed record Read(DelimitedTable Table) : TableReadResult;

    /// <summary>The table could not be read.</summary>
    /// <param name="Error">What is wrong.</param>
    public sealed record Failed(TableReadError Error) : TableReadResult;
}
