# SPDX-License-Identifier: Apache-2.0
"""PDF files: the only package that knows ReportLab. :func:`booklet.pdf.write.write_pdf` is its front door."""
