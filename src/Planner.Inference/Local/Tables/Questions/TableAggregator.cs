namespace Planner.Inference.Local.Tables;

/// <summary>How the cells of an answer become one value; the names are those of Hugging Face's table-question-answering.</summary>
public enum TableAggregator
{
    /// <summary>The cells are the answer.</summary>
    None,

    /// <summary>The number of cells, or of different ones.</summary>
    Count,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The least of them.</summary>
    Min,

    /// <summary>The greatest of them.</summary>
    Max,
}
